import { describe, expect, test } from 'vitest';
import { figure, signedFigure, signedPercent, spoken, windowText } from './words.ts';

describe('results in words', () => {
  test('figures have four digits that matter, effects a sign', () =>
    expect([figure(50.8234), figure(0.20004), signedFigure(3.96612), signedFigure(0), signedPercent(0.063), signedPercent(-0.028)])
      .toEqual(['50.82', '0.2', '+3.966', '0', '+6.3 %', '−2.8 %']));

  test.each([[1440, '1 day'], [2880, '2 days'], [60, '1 hour'], [90, '90 minutes'], [1, '1 minute']])('%d minutes are %s', (minutes, text) => expect(windowText(minutes)).toBe(text));

  test('an interval is said with both ends and its finding', () => {
    const range = { estimate: 4, lower: 3.5, upper: 4.5 };
    const effect = { absolute: range, relative: null, unadjusted: null, explained: 0, error: 0.05 };
    expect(spoken({ variant: 'on', units: 2000, mean: 54, effect, finding: 'better' })).toBe('on: +4, between +3.5 and +4.5, better');
    expect(spoken({ variant: 'off', units: 2000, mean: 50, effect: null, finding: null })).toBe('off: the control');
    expect(spoken({ variant: 'on', units: 3, mean: 50, effect: null, finding: 'too_few' })).toBe('on: no interval yet');
  });
});
