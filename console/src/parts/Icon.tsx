/** The console's icons: strokes on a grid of 20, drawn for it. Decorative: whatever uses one also says it in words. */
const PATHS = {
  overview: 'M3 10.5 10 4l7 6.5M5 9v7h10V9M8.5 16v-4h3v4',
  machines: 'M3 4.5h14v4.5H3zM3 11h14v4.5H3zM6 6.75h.01M6 13.25h.01M9 6.75h5M9 13.25h5',
  snapshots: 'M10 3a7 7 0 1 1-6.3 4M3.5 3v4h4M10 6.5V10l2.5 1.8',
  diff: 'M6 3v9.5M6 12.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4M14 17V7.5M14 7.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  jobs: 'M4 5h12M4 10h12M4 15h7M14.5 13l2.5 2-2.5 2',
  policy: 'M10 2.8 16 5v4.5c0 3.6-2.4 6.2-6 7.7-3.6-1.5-6-4.1-6-7.7V5zM7.5 10l1.8 1.8 3.4-3.6',
  storage: 'M4 5.5C4 4.1 6.7 3 10 3s6 1.1 6 2.5S13.3 8 10 8 4 6.9 4 5.5ZM4 5.5v9C4 15.9 6.7 17 10 17s6-1.1 6-2.5v-9M4 10c0 1.4 2.7 2.5 6 2.5s6-1.1 6-2.5',
  tokens: 'M12.5 3.5a4 4 0 1 1-3.7 5.6L3.5 14.4V17H7v-2h2v-2h1.5l1-1M13.5 6.5h.01',
  users: 'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2.5 16.5c0-2.8 2.2-4.5 5-4.5s5 1.7 5 4.5M13 4a3 3 0 0 1 0 5.3M14.5 12.3c1.9.6 3 2.1 3 4.2',
  audit: 'M5 3h7l3 3v11H5zM12 3v3h3M7.5 9.5h5M7.5 12.5h5',
  tenants: 'M3.5 17V6l6-3v14M9.5 8.5h7V17M2 17h16M6 8h.5M6 11h.5M6 14h.5M12.5 11.5h1M12.5 14h1',
  flags: 'M5 17V3.5M5 4.5h10.5l-2.5 3.2 2.5 3.3H5',
  account: 'M10 10a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM3.8 17c0-3.2 2.8-4.8 6.2-4.8s6.2 1.6 6.2 4.8',
  configuration: 'M3 6h8M15 6h2M3 14h2M9 14h8M13 4v4M7 12v4',
  experiments: 'M8 3h4M9 3v5l-4.5 7.5c-.5 1 .1 1.5 1 1.5h9c.9 0 1.5-.5 1-1.5L11 8V3M7 12.5h6',
  folder: 'M2.8 5h5l1.7 2h7.7v9H2.8z',
  file: 'M5 2.8h6.5L15 6.3v10.9H5zM11.5 2.8v3.5H15',
  link: 'M8 12a3 3 0 0 0 4.2 0l3-3A3 3 0 0 0 11 4.8l-1 1M12 8a3 3 0 0 0-4.2 0l-3 3A3 3 0 0 0 9 15.2l1-1',
  special: 'M10 3l6 3.5v7L10 17l-6-3.5v-7zM10 10l6-3.5M10 10v7M10 10 4 6.5',
  download: 'M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13',
  restore: 'M4 10a6 6 0 1 1 1.8 4.3M4 5v5h5',
  history: 'M10 6v4l2.8 1.7M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14',
  lock: 'M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  unlock: 'M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 5.8-1',
  shield: 'M10 2.8 16 5v4.5c0 3.6-2.4 6.2-6 7.7-3.6-1.5-6-4.1-6-7.7V5z',
  tag: 'M3 3h6.5l7.5 7.5-6.5 6.5L3 9.5zM6.5 6.5h.01',
  trash: 'M3.5 5.5h13M8 5.5V3.5h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5',
  search: 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM13 13l4 4',
  plus: 'M10 4v12M4 10h12',
  check: 'M4 10.5 8.2 15 16 5.5',
  close: 'M5 5l10 10M15 5 5 15',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  right: 'M7.5 4.5 13 10l-5.5 5.5',
  down: 'M4.5 7.5 10 13l5.5-5.5',
  up: 'M10 16V4.5M5 9l5-5 5 5',
  warning: 'M10 3 17.8 16.5H2.2zM10 8v4M10 14.3h.01',
  error: 'M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4ZM10 6.5v4.3M10 13.5h.01',
  offline: 'M3 3l14 14M2.5 8.2A11 11 0 0 1 6 6M9.5 5a11 11 0 0 1 8 3.2M5.3 11.2A7 7 0 0 1 9 9.3M12.5 9.8a7 7 0 0 1 2.2 1.4M8 14a3 3 0 0 1 4 0',
  copy: 'M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7',
  sun: 'M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M15.7 4.3l-1.1 1.1M5.4 14.6l-1.1 1.1',
  moon: 'M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5Z',
  screen: 'M3 4h14v9.5H3zM7 17h6M10 13.5V17',
  leave: 'M8 3.5H4v13h4M8 10h9M13.5 6.5 17 10l-3.5 3.5',
  play: 'M6 4l10 6-10 6z',
  clock: 'M10 5.5V10l3 2M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4',
  filter: 'M3 4.5h14l-5.5 6.5v5l-3-1.5V11z',
  reload: 'M16 10a6 6 0 1 1-1.8-4.3M16 3v4h-4',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, className }: { readonly name: IconName; readonly className?: string }) {
  return (
    <svg className={className ? `icon ${className}` : 'icon'} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
