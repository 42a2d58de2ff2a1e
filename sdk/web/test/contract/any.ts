import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { FlagsClient, type Options } from '../../src/client.ts';
import { browser, type Surroundings } from '../../src/surroundings.ts';
import { Cable } from '../server/cable.ts';
import { FetchedStream } from '../support/eventSource.ts';
import { MapStorage } from '../support/stage.ts';

export const QUICK = { noticeSpreadMillis: 20, retrySpreadMillis: 20, backoffMillis: 50, backoffCapMillis: 200 };

/** A server of the flags `express-pay`, which the operator turns on and off, and `discount`, which is 20 for the plan `pro` and 5 for `free`. */
export interface Served {
  readonly url: string;
  publish(express: 'on' | 'off'): Promise<void>;
  /** Gone, with all connections, until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
  end(): Promise<void>;
}

/** Waits for a change after which something is true; the time limit of the test run ends what never comes. */
export function until(flags: FlagsClient, holds: () => boolean): Promise<void> {
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

/** What holds for every server that keeps the contract of the README. To be called within a `describe`. */
export function keepsTheContract(start: () => Promise<Served>): void {
  let server: Served;
  let statuses: number[];
  let opened: Promise<void>;
  const open: { close(): void }[] = [];
  const stored = new MapStorage();

  function stream(url: string, onOpen: () => void): FetchedStream {
    const stream = new FetchedStream(url);
    stream.addEventListener('open', onOpen);
    return stream;
  }

  function around(onOpen: () => void): Surroundings {
    const fetch: Surroundings['fetch'] = async (...request) => {
      const response = await browser.fetch(...request);
      statuses.push(response.status);
      return response;
    };
    return { ...browser, storage: () => stored, fetch, stream: (url) => stream(url, onOpen) };
  }

  function client(options: Options = {}): FlagsClient {
    let onOpen: () => void = () => undefined;
    opened = new Promise((resolve) => {
      onOpen = resolve;
    });
    const flags = new FlagsClient({ endpoint: server.url, context: { targetingKey: 'ann', plan: 'free' }, times: QUICK, surroundings: around(onOpen), ...options });
    open.push(flags);
    return flags;
  }

  beforeEach(async () => {
    stored.clear();
    statuses = [];
    server = await start();
  });

  afterEach(async () => {
    open.splice(0).forEach((flags) => flags.close());
    await server.end();
  });

  test('an answer that is the same costs no body, also for a later load', async () => {
    const first = client();
    await first.ready();
    await first.refetch();
    const { version } = first;
    first.close();
    const second = client();
    assert.equal(second.state, 'CACHED');
    assert.equal(await second.ready(), 'FRESH');
    assert.deepEqual(statuses, [200, 304, 304]);
    assert.match(String(version), /^[0-9]+-[0-9a-f]{64}$/);
    assert.equal(second.version, version);
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
    await until(flags, () => flags.value('express-pay', false));
    await opened;
    await server.publish('off');
    await until(flags, () => !flags.value('express-pay', true));
    assert.equal(flags.state, 'FRESH');
  });

  test('a change while the server could not be reached is found when the stream is back', async () => {
    const flags = client();
    await flags.ready();
    await opened;
    await server.down();
    await server.publish('off');
    await server.up();
    await until(flags, () => !flags.value('express-pay', true));
    assert.equal(flags.state, 'FRESH');
  });

  test('a stream that is dead, of which nobody says so, holds a change back for one TTL only, and is opened anew', async () => {
    const cable = await Cable.to(server.url);
    let opens = 0;
    let look: () => void = () => undefined;
    const openings = (count: number) => new Promise<void>((resolve) => {
      look = () => (opens >= count ? resolve() : undefined);
      look();
    });
    const surroundings = around(() => {
      opens++;
      look();
    });
    const flags = client({ endpoint: cable.url, times: { ...QUICK, ttlMillis: 1500, timeoutMillis: 300 }, surroundings });
    try {
      await until(flags, () => flags.value('express-pay', false));
      await openings(1);
      cable.forget();
      await server.publish('off');
      await until(flags, () => !flags.value('express-pay', true));
      await openings(2);
    } finally {
      flags.close();
      await cable.end();
    }
  });

  test('a change between the answer and the opening of the stream is not missed', async () => {
    let connect: (() => void) | undefined;
    const late: Surroundings = { ...around(() => undefined), stream: (url: string) => {
      const listeners: [string, (event: { readonly data?: unknown }) => void][] = [];
      connect = () => {
        const real = new FetchedStream(url);
        listeners.forEach(([type, listener]) => real.addEventListener(type, listener));
        open.push(real);
      };
      return { readyState: 0, addEventListener: (type: string, listener: (event: { readonly data?: unknown }) => void) => void listeners.push([type, listener]), close: () => undefined };
    } };
    const flags = client({ surroundings: late });
    await flags.ready();
    await server.publish('off');
    connect?.();
    await until(flags, () => !flags.value('express-pay', true));
  });

  test('a first load without a server has defaults, and the page recovers when there is one', async () => {
    await server.down();
    const flags = client({ defaults: { 'express-pay': false } });
    assert.equal(await flags.ready(), 'STALE');
    assert.equal(flags.details('express-pay', true).source, 'bundled');
    await server.up();
    await until(flags, () => flags.state === 'FRESH');
    assert.equal(flags.value('express-pay', false), true);
  });
}
