import { describe, expect, test } from 'vitest';
import { boundsOf, bytesOf, millisOfText, reach, readTyped, shownEntry, shownValue, sizeText } from './setting.ts';

const places = { type: 'integer', bounds: '1 to 1000 requests' } as const;
const bandwidth = { type: 'bytes', bounds: '0 to 1T bytes' } as const;
const patience = { type: 'duration', bounds: '100ms to 1min' } as const;

describe('sizes of settings', () => {
  test.each([['0', 0], ['10M', 10 * 1024 ** 2], ['16 KiB', 16_384], ['1t', 1024 ** 4], ['12b', 12], ['1.5M', null], ['-1', null], ['M', null], ['999999999999999T', null]])(
    '%s', (text, size) => expect(bytesOf(text)).toBe(size));
  test.each([0, 1, 1023, 1024, 10 * 1024 ** 2, 1024 ** 4, 1025])('%d is read as it was written', (size) => expect(bytesOf(sizeText(size))).toBe(size));
});

describe('times of settings', () => {
  test.each([['500ms', 500], ['90s', 90_000], ['1min30s', 90_000], ['2h', 7_200_000], ['1w1d', 691_200_000], ['0s', 0]])(
    '%s', (text, millis) => expect(millisOfText(text)).toBe(millis));
  test.each(['', '5', '5m', '1s1s', '1 s', 's', '1min x'])('%j is none', (text) => expect(millisOfText(text)).toBeNull());
});

describe('values as they are typed', () => {
  test('have the ends and the unit of their bounds', () => {
    expect(boundsOf(places)).toEqual({ from: '1', to: '1000', unit: 'requests' });
    expect(boundsOf(patience)).toEqual({ from: '100ms', to: '1min', unit: '' });
    expect(boundsOf({ type: 'text', bounds: 'a to b' })).toBeNull();
  });
  test.each([
    [places, '64', 64], [places, '1000', 1000], [bandwidth, '10M', 10 * 1024 ** 2], [patience, '2s', '2s'],
    [{ type: 'boolean', bounds: 'true or false' }, 'true', true], [{ type: 'list', bounds: '' }, '/a , /b', ['/a', '/b']], [{ type: 'list', bounds: '' }, ' ', []],
  ] as const)('%j: %s', (setting, text, value) => expect(readTyped(setting, text)).toEqual({ value }));
  test.each([[places, '0'], [places, '1001'], [places, '1.5'], [bandwidth, '2T'], [bandwidth, 'much'], [patience, '99ms'], [patience, '2min']] as const)(
    '%j refuses %s and says what to write', (setting, text) => expect(readTyped(setting, text)).toEqual({ wrong: `Write ${setting.bounds}.` }));
});

describe('what is said about a setting', () => {
  test('has its unit', () => expect([shownValue(places, 64), shownValue(bandwidth, 10 * 1024 ** 2), shownValue({ type: 'list', bounds: '' }, [])]).toEqual(['64 requests', '10M', 'none']));
  test('names whom a stage reaches', () => expect([reach({ cells: ['eu-1'], percent: 10 }), reach({ percent: 5 }), reach({ cells: ['a', 'b'] })])
    .toEqual(['cell eu-1 and 10 % of the others', '5 % of all', 'cells a, b']));
  test('is one line', () => expect([shownEntry(places, null), shownEntry(places, { value: 40, stage: { value: 64, percent: 10 } }), shownEntry(undefined, { stage: { value: 'x', cells: ['a'] } })])
    .toEqual(['default', '40 requests; 64 requests for 10 % of all', 'default; x for cell a']));
});
