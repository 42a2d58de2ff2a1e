import { expect, test } from 'vitest';
import type { FlagEdit } from '../../api/flagTypes.ts';
import { describeChange } from './describe.ts';

const EDITS: readonly FlagEdit[] = [
  { kind: 'serve', flag: 'a', variant: 'off' }, { kind: 'stage', flag: 'b', stage: '25%', variant: 'on', otherwise: 'off' }, { kind: 'put', flag: 'c', definition: {} },
  { kind: 'remove', flag: 'd' }, { kind: 'enable', flag: 'e' },
];

test('says what a change does to which flags, and how many more there are', () => {
  expect(describeChange({ kind: 'edits', edits: EDITS, flags: [] })).toBe('Give everybody off of a; Take b to 25%; Write c anew; and 2 more');
  expect(describeChange({ kind: 'edits', edits: EDITS.slice(3), flags: [] })).toBe('Remove d; Enable e');
  expect(describeChange({ kind: 'rollout', edits: [], flags: ['a'] })).toBe('Begin to roll out a');
});
