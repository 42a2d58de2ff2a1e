import type { Json } from '../../api/flagTypes.ts';

/** What a JSON pointer leads to; undefined where nothing is. */
export function valueAt(value: Json | undefined, pointer: string): Json | undefined {
  let at = value;
  for (const step of pointer.split('/').slice(1).map(unescape)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) {
      return undefined;
    }
    at = (at as Readonly<Record<string, Json>>)[step];
  }
  return at;
}

function unescape(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
