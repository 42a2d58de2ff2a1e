import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { FlagsClient, type Options } from '../../src/client.ts';
import { browser, type Surroundings } from '../../src/surroundings.ts';
import { FlagServer } from '../server/flagServer.ts';
import type { Rule } from '../server/flags.ts';
import { FetchedStream } from '../support/eventSource.ts';
import { MapStorage } from '../support/stage.ts';
import { keepsTheContract, QUICK, type Served } from './any.ts';

function fixed(value: unknown): Rule {
  return { variants: { only: value }, choose: () => 'only' };
}

/** The server of these tests as one that keeps the contract. */
async function served(): Promise<Served> {
  const server = await FlagServer.start();
  const publish = async (express: 'on' | 'off') => server.publish('express-pay', fixed(express === 'on'));
  await publish('on');
  server.flags.set('discount', { variants: { high: 20, low: 5 }, choose: ({ plan }) => (plan === 'pro' ? 'high' : 'low') });
  return { url: server.url, publish, down: () => server.down(), up: () => server.up(), end: () => server.down() };
}

describe('the contract, over real HTTP', { timeout: 60_000 }, () => {
  keepsTheContract(served);
});

describe('a server that refuses, over real HTTP', { timeout: 60_000 }, () => {
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

  test('429 is obeyed', async () => {
    server.throttle = 3600;
    const flags = client({ defaults: { express: false } });
    assert.equal(await flags.ready(), 'STALE');
    await flags.refetch();
    await flags.updateContext({ targetingKey: 'ben' });
    assert.equal(server.seen.length, 1);
    assert.equal(flags.value('express', true), false);
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
