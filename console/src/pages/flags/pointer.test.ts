import { expect, test } from 'vitest';
import { valueAt } from './pointer.ts';

test('leads to members and elements, by escaped names', () => {
  const value = { 'a/b': [1, { '~': 'x' }], n: null };
  expect(valueAt(value, '')).toBe(value);
  expect(valueAt(value, '/a~1b/1/~0')).toBe('x');
  expect(valueAt(value, '/n')).toBeNull();
});

test('leads nowhere where nothing is, not even to what every object has', () => {
  for (const pointer of ['/b', '/a~1b', '/n/x', '/constructor']) {
    expect(valueAt({ n: null }, pointer), pointer).toBeUndefined();
  }
  expect(valueAt(undefined, '/a')).toBeUndefined();
});
