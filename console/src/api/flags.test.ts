import { expect, test } from 'vitest';
import { asApiError } from './errors.ts';
import { FlagsApi, problemsOf } from './flags.ts';
import { Http } from './http.ts';

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

function answering(status: number, body: unknown): { api: FlagsApi; asked: Asked[] } {
  const asked: Asked[] = [];
  const http = new Http((url, init) => {
    asked.push({ url: String(url), init: init ?? {} });
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
  return { api: new FlagsApi(http), asked };
}

test('a change that has to wait is told from one that is published', async () => {
  const waits = await answering(202, { id: 'x', state: 'pending' }).api.of('a', 'b').edit([], 'why');
  expect(waits).toEqual({ outcome: 'waits', change: { id: 'x', state: 'pending' } });
  const published = { outcome: 'published', flags_version: '2-x', sequence: 2, changed: ['a'] };
  expect(await answering(200, published).api.of('a', 'b').edit([], 'why')).toEqual(published);
});

test('a change names its environment, its reason and the version it is made for', async () => {
  const { api, asked } = answering(200, {});
  await api.of('shop', 'staging').rollback(3, 'a/b', 'mended', { ifMatch: 7 });
  expect(asked[0]?.url).toBe('/api/v1/flags/projects/shop/environments/staging/rollback');
  expect(new Headers(asked[0]?.init.headers).get('If-Match')).toBe('"7"');
  expect(asked[0]?.init.body).toBe('{"version":3,"flag":"a/b","reason":"mended"}');
});

test('all problems of a refused document are kept, and other failures have none', async () => {
  const problems = [{ pointer: '/flags/a', line: 1, column: 2, message: 'm', next: 'n' }];
  const refused = answering(422, { error: { code: 'invalid_argument', message: 'no' }, problems });
  const error = await refused.api.of('a', 'b').edit([], 'why').then(() => null, asApiError);
  expect(error?.message).toBe('no');
  expect(problemsOf(error)).toEqual(problems);
  expect(problemsOf(asApiError(new TypeError('gone')))).toEqual([]);
  expect(problemsOf(null)).toEqual([]);
});
