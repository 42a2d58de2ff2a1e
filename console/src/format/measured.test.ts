import { expect, test } from 'vitest';
import { measured } from './measured.ts';

test.each([
  ['bytes', 252, '252 B'], ['bytes_freed', 2048, '2.00 KiB'], ['waiting_bytes', 0, '0 B'], ['packs_deleted', 2048, '2,048'],
])('%s of %i is %s', (name, value, text) => {
  expect(measured(name, value)).toBe(text);
});
