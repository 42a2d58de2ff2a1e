import { expect, test } from 'vitest';
import { pauseInWords, percentsOf, reasonInWords } from './reasons.ts';

test('pauses come in their largest whole unit', () => {
  expect([86_400, 172_800, 3600, 5400, 61].map(pauseInWords)).toEqual(['1 day', '2 days', '1 hour', '90 minutes', '61 seconds']);
});

test('steps of a roll-out rise, whole, from 1 to 100', () => {
  expect(percentsOf('1, 5 25,50,100')).toEqual([1, 5, 25, 50, 100]);
  for (const wrong of ['', 'x', '0', '101', '5, 5', '50, 10', '1.5']) {
    expect(percentsOf(wrong), wrong).toBeNull();
  }
});

test('a reason that nobody knows is left to its name', () => {
  expect(reasonInWords('SPLIT')).toContain('pseudorandom');
  expect(reasonInWords('CACHED')).toBe('');
});
