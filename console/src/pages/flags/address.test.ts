import { expect, test } from 'vitest';
import type { FlagEnvironment } from '../../api/flagTypes.ts';
import { addressOf, chosen, isKept, isProjectKept } from './address.ts';

function environment(project: string, name: string): FlagEnvironment {
  return { project, name, approval: 'none', evaluation: 'known', origins: [], flags_version: '1-x', sequence: 1, flags: 0, endpoint: '' };
}

const SHOP = environment('shop', 'staging');
const USUAL = environment('default', 'production');

test('names with slashes keep their place in an address', () => {
  expect(addressOf('flags', '')).toBe('/server/flags');
  expect(addressOf('flag', 'shop/staging', { key: 'a/b&c' })).toBe('/server/flags/flag?in=shop%2Fstaging&key=a%2Fb%26c');
});

test('the environment is the one that is named, else the usual, else the first', () => {
  expect(chosen([SHOP, USUAL], 'shop/staging')).toBe(SHOP);
  expect(chosen([SHOP, USUAL], null)).toBe(USUAL);
  expect(chosen([SHOP], null)).toBe(SHOP);
  expect(chosen([SHOP], 'shop/gone')).toBeNull();
  expect(chosen([], null)).toBeNull();
});

test('what the server itself needs cannot go out of service', () => {
  expect([USUAL, environment('holdfast', 'service'), environment('default', 'staging'), SHOP].map(isKept)).toEqual([true, true, false, false]);
  expect([USUAL, environment('holdfast', 'more'), environment('default', 'staging'), SHOP].map(isProjectKept)).toEqual([true, true, true, false]);
});
