import { describe, expect, test } from 'vitest';
import type { FlagDefinition, FlagVersion } from '../../api/flagTypes.ts';
import { brief, fits, lastChanges, namedFlags, offSwitch, served, shares, standing, told, within, written } from './definition.ts';

const TOGGLE: FlagDefinition = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' };

function version(sequence: number, ...changed: string[]): FlagVersion {
  return { sequence, changed, flags_version: `${sequence}-x`, time: '2026-01-01T00:00:00Z', author: 'ann', approver: null, reason: 'why', origin: 'edit' };
}

describe('what everybody gets', () => {
  test('is the default where there is no rule', () => {
    expect(served(TOGGLE)).toBe('off');
    expect(served({ ...TOGGLE, targeting: {} })).toBe('off');
    expect(served({ variants: { a: 1 } })).toBe('the program’s own default');
  });
  test('is left to the program where the flag is off as a whole', () => expect(served({ ...TOGGLE, state: 'DISABLED' })).toBe('the program’s own default'));
  test('is shares where all are assigned by weights', () => {
    expect(served({ ...TOGGLE, targeting: { fractional: [['on', 1], ['off', 3]] } })).toBe('on 25 %, off 75 %');
    expect(shares({ fractional: [{ var: 'company' }, ['on'], ['off', 2]] })).toEqual([{ variant: 'on', percent: 33.3 }, { variant: 'off', percent: 66.7 }]);
  });
  test('is told to be decided by a rule otherwise', () => {
    expect(served({ ...TOGGLE, targeting: { if: [{ $ref: 'staff' }, 'on'] } })).toBe('by rule, else off');
    expect(shares({ fractional: [{ var: 'a' }, ['on'], { var: 'b' }] })).toBeNull();
    expect(shares({ fractional: [['on', 0]] })).toBeNull();
    expect(shares({ fractional: [['on', 1]], if: [] })).toBeNull();
  });
});

test('the kill switch takes the variant off, or the one that is false, or none', () => {
  expect(offSwitch(TOGGLE)).toBe('off');
  expect(offSwitch({ variants: { yes: true, no: false } })).toBe('no');
  expect(offSwitch({ variants: { no: false, never: false } })).toBeNull();
  expect(offSwitch({ variants: { red: 'r', blue: 'b' } })).toBeNull();
  expect(offSwitch({})).toBeNull();
});

test('a flag stands where its state, rule and default put it', () => {
  const stands = [TOGGLE, { ...TOGGLE, defaultVariant: 'on' }, { ...TOGGLE, targeting: { if: [] } }, { ...TOGGLE, state: 'DISABLED' as const }, {}].map(standing);
  expect(stands).toEqual(['off', 'on', 'rule', 'disabled', 'on']);
});

test('a search looks at names, owners and stages, word by word', () => {
  const [flag] = namedFlags({ 'new-checkout': { ...TOGGLE, metadata: { owner: 'Shop', stage: '25%' } } });
  expect(flag && ['', 'check', 'SHOP new', '25%'].map((search) => fits(flag, search))).toEqual([true, true, true, true]);
  expect(flag && fits(flag, 'check mail')).toBe(false);
});

test('flags come by name, whatever their metadata is', () => {
  expect(namedFlags({ b: {}, a: { metadata: { owner: 7 } } }).map(({ key, owner }) => key + owner)).toEqual(['a', 'b']);
});

test('the last change of a flag is the newest version that names it', () => {
  const last = lastChanges([version(3, 'a'), version(2, 'a', 'b'), version(1, 'b')]);
  expect([last.get('a')?.sequence, last.get('b')?.sequence, last.get('c')]).toEqual([3, 2, undefined]);
});

test('a problem of the document is about the flag when its pointer goes through it', () => {
  const at = (pointer: string) => within('shop/new', { pointer, line: 1, column: 1, message: '', next: '' });
  expect(at('/flags/shop~1new/state')).toBe('/state');
  expect(at('/flags/shop~1new')).toBe('');
  expect(at('/flags/shop~1newer/state')).toBeNull();
  expect(at('/$evaluators/staff')).toBeNull();
});

test('says what came of a change', () => {
  expect(told({ outcome: 'published', sequence: 4, changed: [] })).toBe('Published as version 4.');
  expect(told({ outcome: 'unchanged', sequence: 4, changed: [] })).toBe('It was so already, in version 4.');
});

test('long values are cut', () => expect(brief('x'.repeat(100), 10)).toBe('"xxxxxxxx…'));

test('a flag is written with what fits into a line in one, and reads back as the same', () => {
  expect(written({ state: 'ENABLED', variants: { on: true, off: false }, targeting: {} })).toBe('{\n  "state": "ENABLED",\n  "variants": {"on": true, "off": false},\n  "targeting": {}\n}');
  const long = { targeting: { if: [{ in: [{ var: 'country' }, Array.from({ length: 40 }, (_, at) => `c${at}`)] }, 'on', null] } };
  expect(JSON.parse(written(long))).toEqual(long);
  expect(Math.max(...written(long).split('\n').map((line) => line.length))).toBeLessThanOrEqual(90);
});
