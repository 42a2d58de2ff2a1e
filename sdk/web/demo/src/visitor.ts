import type { Context } from '../../src/index.ts';

const NAME = 'shop.visitor';

/** Who is signed in, as a shop would have it from its session. */
export function visitor(): Context {
  return JSON.parse(localStorage.getItem(NAME) ?? '{}') as Context;
}

export function remember(next: Context): Context {
  localStorage.setItem(NAME, JSON.stringify(next));
  return next;
}
