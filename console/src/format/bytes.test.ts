import { describe, expect, test } from 'vitest';
import { bytes, exactBytes } from './bytes.ts';

describe('sizes', () => {
  test.each([
    [0, '0 B'], [1, '1 B'], [1023, '1023 B'], [1024, '1.00 KiB'], [10_240, '10.0 KiB'], [102_400, '100 KiB'], [1_048_575, '1.00 MiB'],
    [819 * 1024 ** 2, '819 MiB'], [1.25 * 1024 ** 4, '1.25 TiB'], [2 ** 63, '8.00 EiB'], [-2048, '−2.00 KiB'],
  ])('%d is %s', (size, text) => expect(bytes(size)).toBe(text));

  test('never show more than four digits before the unit', () => {
    for (let power = 0; power < 63; power += 1) {
      for (const size of [2 ** power - 1, 2 ** power, 2 ** power + 1]) {
        expect(bytes(size)).toMatch(/^(\d{1,4}|\d\.\d\d|\d\d\.\d) [KMGTPE]?i?B$/);
      }
    }
  });

  test('are exact in the title', () => {
    expect(exactBytes(1)).toMatch(/^1 byte$/);
    expect(exactBytes(1234).replace(/\D/g, '')).toBe('1234');
  });
});
