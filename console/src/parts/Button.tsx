import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from '../app/router.tsx';
import { Icon, type IconName } from './Icon.tsx';

export type ButtonLook = 'plain' | 'primary' | 'danger' | 'quiet';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly look?: ButtonLook;
  readonly icon?: IconName;
  /** Set while what the button started goes on; it keeps its focus and does nothing more. */
  readonly busy?: boolean;
  /** Why it can't be used now: it stays in its place, can be reached, and says so. */
  readonly off?: string | undefined;
  readonly children: ReactNode;
};

export function Button({ look = 'plain', icon, busy = false, off, children, onClick, type = 'button', ...rest }: ButtonProps) {
  const idle = busy || off !== undefined;
  return (
    <button
      {...rest} type={type} className={`button ${look}`} aria-disabled={idle || undefined} aria-busy={busy || undefined} title={off}
      onClick={(event) => {
        if (idle) {
          event.preventDefault();
        } else {
          onClick?.(event);
        }
      }}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
  readonly icon: IconName;
  readonly label: string;
  /** Why it can't be used now. */
  readonly off?: string | undefined;
};

export function IconButton({ icon, label, off, onClick, ...rest }: IconButtonProps) {
  const what = off === undefined ? label : `${label}: ${off}`;
  return (
    <button
      type="button" className="icon-button" {...rest} aria-label={what} title={what} aria-disabled={off !== undefined || undefined}
      onClick={off === undefined ? onClick : undefined}
    >
      <Icon name={icon} />
    </button>
  );
}

interface ButtonLinkProps {
  readonly to: string;
  readonly icon?: IconName;
  readonly look?: ButtonLook;
  readonly children: ReactNode;
}

export function ButtonLink({ to, icon, look = 'plain', children }: ButtonLinkProps) {
  return (
    <Link to={to} className={`button ${look}`}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </Link>
  );
}

/** A link that leaves a file with the browser, which shows its progress and its failure. */
export function DownloadLink({ href, icon = 'download', look = 'plain', children }: {
  readonly href: string; readonly icon?: IconName; readonly look?: ButtonLook; readonly children: ReactNode;
}) {
  return (
    <a href={href} download="" className={`button ${look}`}>
      <Icon name={icon} />
      <span>{children}</span>
    </a>
  );
}
