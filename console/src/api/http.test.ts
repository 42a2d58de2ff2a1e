import { describe, expect, test } from 'vitest';
import { ApiError, asApiError } from './errors.ts';
import { Http, urlOf } from './http.ts';

function answering(status: number, body: string, headers: Record<string, string> = {}) {
  const sent: { url: string; init: RequestInit }[] = [];
  const http = new Http((url, init) => {
    sent.push({ url: String(url), init: init ?? {} });
    return Promise.resolve(new Response(status === 204 ? null : body, { status, headers }));
  });
  return { http, sent, headersOf: (at: number) => sent[at]?.init.headers as Record<string, string> };
}

async function failure(act: Promise<unknown>): Promise<ApiError> {
  const error = asApiError(await act.then(() => null, (thrown: unknown) => thrown));
  if (error === null) {
    throw new Error('it did not fail');
  }
  return error;
}

describe('requests', () => {
  test('that only ask carry no CSRF token, those that change something do', async () => {
    const { http, headersOf } = answering(200, '{}');
    http.trust('secret');
    await http.call('GET', '/x');
    await http.call('POST', '/x', { body: { a: 1 }, ifMatch: 7 });
    expect(headersOf(0)['X-CSRF-Token']).toBeUndefined();
    expect(headersOf(1)).toMatchObject({ 'X-CSRF-Token': 'secret', 'If-Match': '"7"', 'Content-Type': 'application/json' });
    expect(headersOf(1)['Idempotency-Key']).toMatch(/^[0-9a-f]{32}$/);
  });

  test('leave unset query values out and encode the others', () => {
    expect(urlOf('/x', { a: '', b: null, c: undefined, d: 'a b&c', e: 0 })).toBe('/x?d=a+b%26c&e=0');
  });

  test('without content answer nothing', async () => {
    expect(await answering(204, '').http.call('DELETE', '/x')).toEqual({ status: 204, body: undefined });
  });
});

describe('errors', () => {
  test('say what the server said', async () => {
    const body = JSON.stringify({ error: { code: 'locked', kind: 'user', message: 'The tenant is locked.', next: 'Unlock it.', request_id: 'r1' } });
    const error = await failure(answering(423, body, { 'Retry-After': '3' }).http.call('GET', '/x'));
    expect(error).toMatchObject({ code: 'locked', status: 423, message: 'The tenant is locked.', next: 'Unlock it.', requestId: 'r1', retryAfterSeconds: 3 });
    expect(error.locked()).toBe(true);
  });

  test.each([['<html>502</html>'], [''], ['{"error":"text"}'], ['[]'], ['null'], ['{"error":{"code":5}}']])('of somebody in between (%s) are still errors', async (body) => {
    const error = await failure(answering(502, body, { 'X-Request-Id': 'r2' }).http.call('GET', '/x'));
    expect(error).toMatchObject({ code: 'unexpected_answer', status: 502, requestId: 'r2' });
  });

  test('of the network count as unanswered', async () => {
    const http = new Http(() => Promise.reject(new TypeError('Failed to fetch')));
    expect((await failure(http.call('GET', '/x'))).unanswered()).toBe(true);
  });

  test('of a good answer that can’t be read are told', async () => {
    expect((await failure(answering(200, '{"cut').http.call('GET', '/x'))).code).toBe('unexpected_answer');
  });

  test('of a request the page gave up are none', () => expect(asApiError(new DOMException('gone', 'AbortError'))).toBeNull());
});
