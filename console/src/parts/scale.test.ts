import { describe, expect, test } from 'vitest';
import { scaleOf } from './scale.ts';

describe('the axis of a chart', () => {
  test('covers all values with few marks', () => {
    for (const top of [1, 7, 99, 1023, 5e6, 812 * 1024 ** 3]) {
      for (const base of [1000, 1024] as const) {
        const scale = scaleOf([0, top / 2, top], 0, base);
        expect(scale.max).toBeGreaterThanOrEqual(top);
        expect(scale.ticks.length).toBeLessThanOrEqual(6);
        expect(scale.ticks[0]).toBe(0);
      }
    }
  });

  test('has a height even when everything is zero', () => expect(scaleOf([0, 0], 0, 1000).max).toBeGreaterThan(0));
});
