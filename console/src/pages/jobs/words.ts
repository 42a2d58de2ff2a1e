import type { JobKind } from '../../api/types.ts';

export const JOBS: Readonly<Record<JobKind, { readonly name: string; readonly about: string }>> = {
  collect: { name: 'Collection', about: 'Frees the space of chunks no snapshot needs any more. Backups and restores go on meanwhile.' },
  scrub: { name: 'Scrub', about: 'Reads stored packs and verifies every chunk in them.' },
  retention: { name: 'Retention', about: 'Forgets the snapshots the retention rules don’t keep.' },
  restore: { name: 'Restore', about: 'A machine’s agent restores files.' },
  backup: { name: 'Backup', about: 'A machine’s agent was asked to back up.' },
};
