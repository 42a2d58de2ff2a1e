import type { FlagDefinition, Json } from '../../api/flagTypes.ts';

export type FlagKind = 'boolean' | 'string' | 'number';

const VARIANTS: Readonly<Record<FlagKind, Readonly<Record<string, Json>>>> = {
  boolean: { on: true, off: false },
  string: { standard: '' },
  number: { standard: 0 },
};

/** A flag of a kind as it begins: without a rule, and off where it can be. */
export function newFlag(kind: FlagKind, owner: string): FlagDefinition {
  return {
    state: 'ENABLED',
    variants: VARIANTS[kind],
    defaultVariant: kind === 'boolean' ? 'off' : 'standard',
    ...(owner === '' ? {} : { metadata: { owner } }),
  };
}
