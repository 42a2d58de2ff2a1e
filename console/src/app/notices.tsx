import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { IconButton } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Link } from './router.tsx';

interface Notice {
  readonly id: number;
  readonly text: ReactNode;
  readonly link?: { readonly to: string; readonly text: string };
}

type Tell = (text: ReactNode, link?: { to: string; text: string }) => void;
const Context = createContext<Tell>(() => undefined);
const MOST = 3;

/** What was just done, at the foot of the page; read out, and there until it is put away or three newer ones came. */
export function NoticeProvider({ children }: { readonly children: ReactNode }) {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const last = useRef(0);
  const tell = useCallback<Tell>((text, link) => {
    last.current += 1;
    const notice: Notice = link ? { id: last.current, text, link } : { id: last.current, text };
    setNotices((was) => [...was, notice].slice(-MOST));
  }, []);
  const dismiss = useCallback((id: number) => setNotices((was) => was.filter((notice) => notice.id !== id)), []);
  const shown = useMemo(() => notices.map((notice) => (
    <li key={notice.id} className="notice">
      <Icon name="check" />
      <span className="notice-text">
        {notice.text}{' '}
        {notice.link && <Link to={notice.link.to} onClick={() => dismiss(notice.id)}>{notice.link.text}</Link>}
      </span>
      <IconButton icon="close" label="Dismiss" onClick={() => dismiss(notice.id)} />
    </li>
  )), [notices, dismiss]);
  return (
    <Context value={tell}>
      {children}
      <div className="notices" role="status" aria-live="polite">{notices.length > 0 && <ul>{shown}</ul>}</div>
    </Context>
  );
}

export function useTell(): Tell {
  return useContext(Context);
}
