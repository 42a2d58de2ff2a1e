import type { FlagEnvironment } from '../../api/flagTypes.ts';

export type Part = 'flags' | 'flag' | 'history' | 'changes' | 'settings';

export const PARTS: readonly { readonly part: Part; readonly text: string }[] = [
  { part: 'flags', text: 'All flags' },
  { part: 'history', text: 'Versions' },
  { part: 'changes', text: 'Changes and roll-outs' },
  { part: 'settings', text: 'Settings' },
];

const ROOT = '/server/flags';
const USUAL = 'default/production';

/** A page about an environment. Names of flags hold slashes, so they stand behind the question mark. */
export function addressOf(part: Part, environment: string, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...(environment === '' ? {} : { in: environment }), ...more }).toString();
  return `${part === 'flags' ? ROOT : `${ROOT}/${part}`}${query === '' ? '' : `?${query}`}`;
}

export function nameOf({ project, name }: FlagEnvironment): string {
  return `${project}/${name}`;
}

/** Whether the server itself needs it, so that it can't go out of service: what is served at the root, and the server's own flags. */
export function isKept(environment: FlagEnvironment): boolean {
  return nameOf(environment) === USUAL || nameOf(environment) === 'holdfast/service';
}

/** The same for its project. */
export function isProjectKept({ project }: FlagEnvironment): boolean {
  return project === 'default' || project === 'holdfast';
}

/** The environment of that name; without one the usual, or the first. Null when there is none. */
export function chosen(all: readonly FlagEnvironment[], name: string | null): FlagEnvironment | null {
  if (name !== null) {
    return all.find((one) => nameOf(one) === name) ?? null;
  }
  return all.find((one) => nameOf(one) === USUAL) ?? all[0] ?? null;
}
