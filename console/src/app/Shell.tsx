import { type ReactNode, useEffect, useState } from 'react';
import mark from '../assets/mark.svg';
import { useOnline } from '../data/useOnline.ts';
import { IconButton } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Navigation } from './Navigation.tsx';
import { Link, usePlace } from './router.tsx';
import { SideFoot } from './SideFoot.tsx';
import { TenantSwitch } from './TenantSwitch.tsx';

/** The frame of every page: navigation at the side, above the page where it is narrow. */
export function Shell({ tenant, children }: { readonly tenant: string | null; readonly children: ReactNode }) {
  const { path } = usePlace();
  const [open, setOpen] = useState(false);
  const online = useOnline();
  useEffect(() => setOpen(false), [path]);
  return (
    <div className="shell">
      <a className="skip" href="#content">Skip to content</a>
      <header className="side" data-open={open} onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
        <div className="side-head">
          <Link to="/" className="brand" aria-label="Holdfast, start page">
            <img src={mark} alt="" width="28" height="28" />
            <span>Holdfast</span>
          </Link>
          <IconButton
            icon={open ? 'close' : 'menu'} label={open ? 'Close menu' : 'Menu'} className="icon-button menu-button"
            aria-expanded={open} aria-controls="menu" onClick={() => setOpen(!open)}
          />
        </div>
        <div className="side-body" id="menu">
          <TenantSwitch tenant={tenant} />
          <Navigation tenant={tenant} />
          <SideFoot tenant={tenant} />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        <div role="status">
          {!online && <p className="offline-bar"><Icon name="offline" />You are offline. What is shown may be old; nothing can be changed until the network is back.</p>}
        </div>
        {children}
      </main>
    </div>
  );
}
