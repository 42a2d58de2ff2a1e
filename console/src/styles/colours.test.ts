import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { colours } from './colours.ts';

const SOURCES = new URL('../', import.meta.url).pathname;
const TOKENS = 'styles/tokens.css';

/** All styles and all code that could carry a style; the tests of this very rule are full of colours. */
function sources(): string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(css|tsx?)$/.test(file) && file !== TOKENS && !file.startsWith('styles/colours'));
}

test('no colour is named outside the tokens', () => {
  const found = sources().flatMap((file) => colours(file, readFileSync(join(SOURCES, file), 'utf8')).map((colour) => `${file}: ${colour}`));
  expect(found).toEqual([]);
  expect(sources().length).toBeGreaterThan(50);
});

test('the tokens are full of them, so that the search can be believed', () => {
  expect(colours(TOKENS, readFileSync(join(SOURCES, TOKENS), 'utf8')).length).toBeGreaterThan(60);
});

test('a colour is found in every way to write one', () => {
  for (const value of ['#fff', '#0b6e5b80', 'rgb(1 2 3)', 'oklch(50% 0.1 180)', '1px solid Rebeccapurple', 'white', 'color-mix(in srgb, var(--ink), var(--bad))']) {
    expect(colours('a.css', `.a { border-bottom: ${value}; }`), value).toHaveLength(1);
  }
  expect(colours('a.tsx', '<path fill="tomato" stroke="#012" />')).toHaveLength(2);
  expect(colours('a.ts', "element.style.color = 'rgb(1, 2, 3)';")).toHaveLength(1);
});

test('what only looks like one is not', () => {
  expect(colours('a.css', '/* #fff */ #face .tan { color: var(--white); white-space: nowrap; fill: transparent; stroke: currentcolor; }')).toEqual([]);
  expect(colours('a.ts', "const title = 'red and #5'; navigate('/#one_time=abc'); this.#add(); // #fff")).toEqual([]);
});
