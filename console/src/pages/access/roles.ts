import type { Role } from '../../api/types.ts';

export const ROLES: readonly { readonly value: Role; readonly label: string; readonly hint: string }[] = [
  { value: 'agent', label: 'Agent', hint: 'One machine: adds backups and reads its own. Can’t delete anything.' },
  { value: 'application', label: 'Application', hint: 'A program that asks for feature flags and settings. Sees nothing of backups.' },
  { value: 'reader', label: 'Reader', hint: 'Looks at everything, downloads files. Changes nothing.' },
  { value: 'operator', label: 'Operator', hint: 'Also restores, forgets, starts jobs and sets the policy.' },
  { value: 'admin', label: 'Administrator', hint: 'Also tokens, users and approvals.' },
];
