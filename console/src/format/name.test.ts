import { describe, expect, test } from 'vitest';
import { decodeBase64, encodeBase64, encodeText } from './base64.ts';
import { piecesOfBytes, piecesOfText, plain } from './name.ts';
import { parentOf, ROOT, steps } from './path.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const shown = (text: string) => plain(piecesOfBytes(utf8(text)));

describe('names', () => {
  test('of letters of any script stay as they are, in one piece', () => {
    for (const name of ['notes.txt', 'Übergröße', 'отчёт', '写真', '<img src=x>', '🙂', 'a b', 'é']) {
      expect(piecesOfBytes(utf8(name))).toEqual([{ text: name, escaped: false }]);
    }
  });

  test.each([
    ['a\nb', 'a\\nb'], ['a\tb', 'a\\tb'], ['\u001b[31m', '\\x1b[31m'], ['\u007f', '\\x7f'], ['x\u202Egnp', 'x\\u{202e}gnp'], ['\u2066', '\\u{2066}'],
    ['z\u200Bw', 'z\\u{200b}w'], ['\uFEFFa', '\\u{feff}a'], ['a\u00A0b', 'a\\u{00a0}b'], ['a\u2028b', 'a\\u{2028}b'], ['end ', 'end␠'], ['  ', '␠␠'],
    ['\u{E0041}', '\\u{e0041}'],
  ])('%j shows what can’t be seen', (name, text) => expect(shown(name)).toBe(text));

  test('with bytes that are not UTF-8 show those bytes and only those', () => {
    expect(plain(piecesOfBytes(new Uint8Array([0x63, 0x61, 0x66, 0xe9])))).toBe('caf\\xe9');
    expect(plain(piecesOfBytes(new Uint8Array([0xf0, 0x9f, 0x99])))).toBe('\\xf0\\x9f\\x99');
    expect(plain(piecesOfBytes(new Uint8Array([0xc0, 0xaf])))).toBe('\\xc0\\xaf');
    expect(plain(piecesOfBytes(new Uint8Array([0xed, 0xa0, 0x80, 0x61])))).toBe('\\xed\\xa0\\x80a');
  });

  test('of any bytes at all never show a control or a bidi character', () => {
    let seed = 42;
    for (let round = 0; round < 300; round += 1) {
      const bytes = Uint8Array.from({ length: 40 }, () => {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        return seed >> 16 & 0xff;
      });
      expect(plain(piecesOfBytes(bytes)), `seed 42, round ${round}`).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
    }
  });

  test('known only as text are treated the same', () => expect(plain(piecesOfText('a\u202Eb\n'))).toBe('a\\u{202e}b\\n'));
});

describe('base64', () => {
  test('is read in both alphabets, with and without padding, and written url-safe', () => {
    const bytes = new Uint8Array([0xfb, 0xff, 0xfe, 0x00]);
    expect(encodeBase64(bytes)).toBe('-__-AA');
    for (const text of ['-__-AA', '+//+AA==', '-__-AA==']) {
      expect(decodeBase64(text)).toEqual(bytes);
    }
    expect(decodeBase64('no base64!')).toBeNull();
  });
});

describe('paths', () => {
  test('are cut at slashes by bytes', () => {
    const all = steps(encodeText('/home/ann'));
    expect(all.map((step) => plain(step.pieces))).toEqual(['home', 'ann']);
    expect(all.map((step) => step.path)).toEqual([encodeText('/home'), encodeText('/home/ann')]);
    expect(steps(ROOT)).toEqual([]);
  });

  test('have a parent, the root itself', () => {
    expect(parentOf(encodeText('/home/ann'))).toBe(encodeText('/home'));
    expect(parentOf(encodeText('/home'))).toBe(ROOT);
    expect(parentOf(ROOT)).toBe(ROOT);
  });
});
