/** The flags by which operations of the server are switched, with what holds until the server has said anything. */
export const OWN_FLAGS = {
  'operations.delete-snapshots': true,
  'operations.collect': true,
  'operations.revoke-access': true,
  'operations.delete-tenants': true,
  'operations.restore-to-machines': true,
  'operations.roll-back-configuration': true,
} as const;

export type OwnFlag = keyof typeof OWN_FLAGS;

/** What is said about an operation that is switched off. */
export const SWITCHED_OFF: Readonly<Record<OwnFlag, string>> = {
  'operations.delete-snapshots': 'Forgetting snapshots is switched off on this server.',
  'operations.collect': 'Starting a collection is switched off on this server.',
  'operations.revoke-access': 'Taking access away is switched off on this server.',
  'operations.delete-tenants': 'Deleting tenants is switched off on this server.',
  'operations.restore-to-machines': 'Restoring to machines is switched off on this server.',
  'operations.roll-back-configuration': 'Rolling the configuration back is switched off on this server.',
};

/** The flag that switches what a job does; undefined for a job that can't be switched off. */
export function flagOfJob(kind: string): OwnFlag | undefined {
  return kind === 'collect' ? 'operations.collect' : kind === 'retention' ? 'operations.delete-snapshots' : undefined;
}
