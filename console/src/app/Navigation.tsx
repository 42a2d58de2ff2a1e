import type { Role } from '../api/types.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { Link, usePlace } from './router.tsx';
import { useMay, useSession } from './session.tsx';

interface Item {
  readonly to: string;
  readonly text: string;
  readonly icon: IconName;
  readonly role: Role;
  /** Other addresses that belong to this item. */
  readonly also?: readonly string[];
}

const BACKUPS: readonly Item[] = [
  { to: '', text: 'Overview', icon: 'overview', role: 'reader' },
  { to: '/machines', text: 'Machines', icon: 'machines', role: 'reader' },
  { to: '/snapshots', text: 'Snapshots', icon: 'snapshots', role: 'reader', also: ['/history'] },
  { to: '/diff', text: 'Compare', icon: 'diff', role: 'reader' },
];
const UPKEEP: readonly Item[] = [
  { to: '/jobs', text: 'Jobs', icon: 'jobs', role: 'reader' },
  { to: '/storage', text: 'Storage', icon: 'storage', role: 'reader' },
  { to: '/policy', text: 'Policy', icon: 'policy', role: 'reader' },
];
const ACCESS: readonly Item[] = [
  { to: '/tokens', text: 'Tokens', icon: 'tokens', role: 'admin' },
  { to: '/users', text: 'Users', icon: 'users', role: 'admin' },
  { to: '/audit', text: 'Audit', icon: 'audit', role: 'operator' },
];
const SERVER: readonly Item[] = [
  { to: '/tenants', text: 'Tenants', icon: 'tenants', role: 'reader' },
  { to: '/configuration', text: 'Configuration', icon: 'configuration', role: 'reader' },
  ...ACCESS,
];
const PROGRAMS: readonly Item[] = [
  { to: '/flags', text: 'Flags', icon: 'flags', role: 'reader' },
  { to: '/experiments', text: 'Experiments', icon: 'experiments', role: 'reader' },
];

export function Navigation({ tenant }: { readonly tenant: string | null }) {
  const session = useSession();
  const base = tenant === null ? '/server' : `/t/${encodeURIComponent(tenant)}`;
  if (tenant === null) {
    return (
      <nav className="nav" aria-label="Server">
        {session.tenant === null && <Group title="Server" base={base} items={SERVER} />}
        {session.tenant === null && <Group title="Programs" base={base} items={PROGRAMS} />}
      </nav>
    );
  }
  return (
    <nav className="nav" aria-label="Tenant">
      <Group title="Backups" base={base} items={BACKUPS} />
      <Group title="Upkeep" base={base} items={UPKEEP} />
      <Group title="Access" base={base} items={ACCESS} />
    </nav>
  );
}

function Group({ title, base, items }: { readonly title: string; readonly base: string; readonly items: readonly Item[] }) {
  const operator = useMay('operator');
  const admin = useMay('admin');
  const shown = items.filter((item) => item.role === 'reader' || (item.role === 'operator' ? operator : admin));
  return shown.length === 0 ? null : (
    <div className="nav-group">
      <p className="nav-title" aria-hidden="true">{title}</p>
      <ul aria-label={title}>{shown.map((item) => <li key={item.to}><NavLink base={base} item={item} /></li>)}</ul>
    </div>
  );
}

function NavLink({ base, item }: { readonly base: string; readonly item: Item }) {
  const { path } = usePlace();
  const here = [item.to, ...(item.also ?? [])].some((to) => to === '' ? path === base : path === base + to || path.startsWith(`${base}${to}/`));
  return (
    <Link to={base + item.to} aria-current={here ? 'page' : undefined}>
      <Icon name={item.icon} />
      <span>{item.text}</span>
    </Link>
  );
}
