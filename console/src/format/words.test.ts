import { describe, expect, test } from 'vitest';
import { describeCron } from './cron.ts';
import { counted, percent, permissions, ratio } from './numbers.ts';
import { duration, relative } from './time.ts';

const NOW = Date.parse('2026-03-18T09:30:00Z');
const before = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();

describe('times', () => {
  test.each([
    [5, 'just now'], [-5, 'in a moment'], [60, '1 minute ago'], [3599, '60 minutes ago'], [3600, '1 hour ago'], [47 * 3600, '47 hours ago'], [3 * 86_400, '3 days ago'],
    [-2 * 3600, 'in 2 hours'], [100 * 86_400, '3 months ago'], [3 * 365 * 86_400, '3 years ago'],
  ])('%d s before: %s', (seconds, text) => expect(relative(before(seconds), NOW)).toBe(text));

  test('that can’t be read are shown as they came', () => expect(relative('yesterday', NOW)).toBe('yesterday'));

  test.each([[840, '0.8 s'], [12_400, '12 s'], [723_000, '12 min 3 s'], [9_600_000, '2 h 40 min']])('%d ms last %s', (millis, text) => expect(duration(millis)).toBe(text));
});

describe('schedules', () => {
  test.each([
    ['15 2 * * *', 'every day at 02:15'], ['0 5 * * 0', 'every Sunday at 05:00'], ['*/10 * * * *', 'every 10 minutes'], ['0 */6 * * *', 'every 6 hours at minute 0'],
    ['30 4 1 * *', 'on day 1 of each month at 04:30'], ['0 9 * * 1-5', 'on weekdays at 09:00'], ['0 0 1 1 *', null], ['nonsense', null],
  ])('%s: %s', (cron, words) => expect(describeCron(cron)).toBe(words));
});

describe('numbers', () => {
  test.each([[0o644, 'rw-r--r--'], [0o4755, 'rwsr-xr-x'], [0o1777, 'rwxrwxrwt'], [0o2640, 'rw-r-S---']])('mode %d is %s', (mode, text) => expect(permissions(mode)).toBe(text));
  test('agree with their noun', () => expect([counted(1, 'file'), counted(0, 'file'), counted(2, 'entry', 'entries')]).toEqual(['1 file', '0 files', '2 entries']));
  test('ratios and shares keep their meaning when small', () => expect([ratio(11.234), ratio(0), percent(0.0098), percent(0.4)]).toEqual(['11.2×', '–', '0.98 %', '40 %']));
});
