import { describe, expect, test } from 'vitest';
import { axisOf, placeOf, toleratedEffect } from './spans.ts';

const span = (lower: number, estimate: number, upper: number) => ({ lower, estimate, upper });

describe('the axis of intervals', () => {
  test('holds all of them, the marks and zero, with air', () => {
    const axis = axisOf([span(3, 4, 5), span(1, 2, 6)], [-2]);
    expect(axis.min).toBeLessThan(-2);
    expect(axis.max).toBeGreaterThan(6);
  });
  test('is there without any effect', () => {
    const { min, max } = axisOf([span(0, 0, 0)]);
    expect(min).toBeLessThan(0);
    expect(max).toBeGreaterThan(0);
  });
  test('ignores ends that are not finite', () => expect(Number.isFinite(axisOf([span(-Infinity, 1, Infinity)]).max)).toBe(true));
  test('keeps the order and stays within the picture', () => {
    const axis = axisOf([span(-1, 0.5, 2)]);
    const places = [-Infinity, -1, 0, 0.5, 2, Infinity].map((value) => placeOf(value, axis, 1000));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect([places[0], places.at(-1)]).toEqual([0, 1000]);
  });
});

test('a guardrail tolerates in the direction that is worse', () =>
  expect([toleratedEffect('lower', 0.05, 2), toleratedEffect('higher', 0.05, 2), toleratedEffect('higher', 0.05, -2)]).toEqual([0.1, -0.1, -0.1]));
