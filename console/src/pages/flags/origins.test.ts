import { expect, test } from 'vitest';
import { originsOf } from './origins.ts';

test('origins come one a line, each once', () => {
  expect(originsOf(' https://a.example\n\nhttps://b.example https://a.example\r\n')).toEqual(['https://a.example', 'https://b.example']);
  expect(originsOf('  \n')).toEqual([]);
});
