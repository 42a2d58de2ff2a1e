import { expect, test } from 'vitest';
import { limitsOf, NO_LIMITS, textsOf } from './limits.ts';

test('limits that are shown and saved unchanged stay what they were, to the byte', () => {
  for (const quota_bytes of [1, 1023, 1024 ** 3, 1024 ** 3 + 1, 5_000_000_000, 2 ** 52 - 1]) {
    const limits = { quota_bytes, requests_per_second: 7 };
    expect(limitsOf(textsOf(limits))).toEqual(limits);
  }
});

test('an empty field takes the limit away', () => {
  expect(limitsOf(NO_LIMITS)).toEqual({ quota_bytes: 0, requests_per_second: 0 });
  expect(textsOf({ quota_bytes: null, requests_per_second: null })).toEqual(NO_LIMITS);
});
