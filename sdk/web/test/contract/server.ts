import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { FlagsClient, type Options } from '../../src/client.ts';
import { browser, type Surroundings } from '../../src/surroundings.ts';
import { FlagServer } from '../server/flagServer.ts';
import type { Rule } from '../server/flags.ts';
import { FetchedStream } from '../support/eventSource.ts';
import { MapStorage } from '../support/stage.ts';

const QUICK = { noticeSpreadMillis: 20, retrySpreadMillis: 20, backoffMillis: 50, backoffCapMillis: 200 };

function fixed(value: unknown): Rule {
  return { variants: { only: value }, choose: () => 'only' };
}

/** Waits for a change after which something is true; the time limit of the test run ends what never comes. */
function until(flags: FlagsClient, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (holds()) {
        leave();
        resolve();
      }
    };
    const leave = flags.subscribe(look);
    look();
  });
}

describe('over real HTTP', { timeout: 60_000 }, () => {
  let server: FlagServer;
  const open: FlagsClient[] = [];
  const stored = new MapStorage();
  const surroundings: Surroundings = { ...browser, storage: () => stored, stream: (url) => new FetchedStream(url) };

  function client(options: Options = {}): FlagsClient {
    const flags = new FlagsClient({ endpoint: server.url, context: { targetingKey: 'ann', plan: 'free' }, times: QUICK, surroundings, ...options });
    open.push(flags);
    return flags;
  }

  beforeEach(async () => {
    stored.clear();
    server = await FlagServer.start((request, answer) => {
      const outdated = Number.parseInt(String(request.headers['x-flags-version'] ?? '0'), 10) < server.flags.minimum(['express']);
      answer.setHeader('X-Flags-Version', server.flags.version);
      answer.writeHead(outdated ? 409 : 200, { 'Content-Type': 'application/json' }).end(JSON.stringify(outdated ? { error: 'flags_outdated', flags: ['express'] } : { paid: true }));
    });
    server.flags.set('express', fixed(true));
    server.flags.set('discount', { variants: { high: 20, low: 5 }, choose: ({ plan }) => (plan === 'pro' ? 'high' : 'low') });
  });

  afterEach(async () => {
    open.splice(0).forEach((flags) => flags.close());
    await server.down();
  });

  test('an answer that is the same costs no body, also for a later load', async () => {
    const first = client();
    await first.ready();
    await first.refetch();
    first.close();
    const second = client();
    assert.equal(second.state, 'CACHED');
    assert.equal(await second.ready(), 'FRESH');
    const statuses = server.seen.filter(({ path }) => path.endsWith('/flags')).map(({ status }) => status);
    assert.deepEqual(statuses, [200, 304, 304]);
    assert.equal(second.version, server.flags.version);
    assert.equal(server.seen.at(-1)?.version, server.flags.version);
  });

  test('attributes decide, and the ETag of one context is no good for another', async () => {
    const flags = client();
    await flags.ready();
    assert.equal(flags.value('discount', 0), 5);
    assert.equal(await flags.updateContext({ targetingKey: 'ann', plan: 'pro' }), 'FRESH');
    assert.equal(flags.value('discount', 0), 20);
  });

  test('a change reaches the page by the stream', async () => {
    const flags = client();
    await until(flags, () => flags.value('express', false));
    while (server.listeners === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    server.publish('express', fixed(false));
    await until(flags, () => !flags.value('express', true));
    assert.equal(flags.state, 'FRESH');
  });

  test('a change while the server could not be reached is found when the stream is back', async () => {
    const flags = client();
    await flags.ready();
    while (server.listeners === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await server.down();
    server.publishUnnoticed('express', fixed(false));
    await server.up();
    await until(flags, () => !flags.value('express', true));
    assert.equal(flags.state, 'FRESH');
  });

  test('a change between the answer and the opening of the stream is not missed', async () => {
    let connect: (() => void) | undefined;
    const late = { ...surroundings, stream: (url: string) => {
      const stream = new FetchedStream(url.replace(server.url, 'http://127.0.0.1:1'));
      stream.close();
      const listeners: [string, (event: { readonly data?: unknown }) => void][] = [];
      connect = () => {
        const real = new FetchedStream(url);
        listeners.forEach(([type, listener]) => real.addEventListener(type, listener));
        open.push({ close: () => real.close() } as FlagsClient);
      };
      return { readyState: 0, addEventListener: (type: string, listener: (event: { readonly data?: unknown }) => void) => void listeners.push([type, listener]), close: () => undefined };
    } };
    const flags = client({ surroundings: late });
    await flags.ready();
    server.publishUnnoticed('express', fixed(false));
    connect?.();
    await until(flags, () => !flags.value('express', true));
  });

  test('429 is obeyed', async () => {
    server.throttle = 3600;
    const flags = client({ defaults: { express: false } });
    assert.equal(await flags.ready(), 'STALE');
    await flags.refetch();
    await flags.updateContext({ targetingKey: 'ben' });
    assert.equal(server.seen.length, 1);
    assert.equal(flags.value('express', true), false);
  });

  test('a first load without a server has defaults, and the page recovers when there is one', async () => {
    await server.down();
    const flags = client({ defaults: { express: false } });
    assert.equal(await flags.ready(), 'STALE');
    assert.equal(flags.details('express', true).source, 'bundled');
    await server.up();
    await until(flags, () => flags.state === 'FRESH');
    assert.equal(flags.value('express', false), true);
  });

  test('an outdated operation is refused before its effect, agreed to, and done once', async () => {
    const flags = client({ times: { ...QUICK, noticeSpreadMillis: 60_000 } });
    await flags.ready();
    server.publishUnnoticed('express', fixed(false));
    const asked: unknown[] = [];
    const response = await flags.guardedFetch(`${server.url}/pay`, { method: 'POST', body: '{}' }, {
      ask: (changes) => {
        asked.push(...changes);
        return 'retry';
      },
    });
    assert.deepEqual(await response.json(), { paid: true });
    assert.deepEqual(asked, [{ flag: 'express', before: true, after: false }]);
    assert.deepEqual(server.seen.filter(({ path }) => path === '/pay').map(({ status }) => status), [409, 200]);
  });
});
