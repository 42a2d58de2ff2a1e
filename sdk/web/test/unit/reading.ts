import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { calm, Stage } from '../support/stage.ts';

const ANN = { targetingKey: 'ann', plan: 'free' };

describe('reads', () => {
  test('the first load is one request with the context, and reads before its answer are defaults', async () => {
    const stage = new Stage();
    const flags = stage.open({ context: ANN, defaults: { pay: false } });
    assert.equal(stage.asked.length, 1);
    assert.equal(stage.last.url.pathname, '/ofrep/v1/evaluate/flags');
    assert.equal(stage.last.method, 'POST');
    assert.deepEqual(stage.last.context, ANN);
    assert.equal(flags.state, 'NOT_READY');
    assert.deepEqual(flags.details('pay', true), { value: false, source: 'bundled', reason: 'DEFAULT' });
    assert.deepEqual(flags.details('text', 'x'), { value: 'x', source: 'code', reason: 'ERROR', errorCode: 'PROVIDER_NOT_READY' });
    await stage.last.flags({ pay: true });
    assert.equal(await flags.ready(), 'FRESH');
    assert.deepEqual(flags.details('pay', false), { value: true, source: 'server', reason: 'STATIC', variant: 'true' });
    assert.equal(stage.asked.length, 1);
    flags.close();
  });

  test('an endpoint with a path keeps it', () => {
    const stage = new Stage();
    stage.open({ endpoint: 'https://shop.example/flags/' }).close();
    assert.equal(stage.last.url.href, 'https://shop.example/flags/ofrep/v1/evaluate/flags');
  });

  test('a value of another type, an error, and a missing flag fall back without throwing', async () => {
    const stage = new Stage();
    const flags = stage.open({ defaults: { broken: 'bundled' } });
    await stage.last.answer(200, { flags: [
      { key: 'pay', value: 'yes' }, { key: 'broken', errorCode: 'PARSE_ERROR' }, { key: 'left', reason: 'DISABLED' }, { key: '__proto__', value: 7 }, null, 3, { value: 1 },
    ] });
    assert.deepEqual(flags.details('pay', true), { value: true, source: 'code', reason: 'ERROR', errorCode: 'TYPE_MISMATCH' });
    assert.equal(flags.value('broken', 'code'), 'bundled');
    assert.equal(flags.details('broken', 1).errorCode, 'PARSE_ERROR');
    assert.deepEqual(flags.details('left', 5), { value: 5, source: 'code', reason: 'DISABLED' });
    assert.equal(flags.details('absent', 5).errorCode, 'FLAG_NOT_FOUND');
    assert.equal(flags.value('__proto__', 0), 7);
    assert.equal(flags.value('constructor', 1), 1);
    flags.close();
  });

  test('a reader cannot change a value for the others', async () => {
    const stage = new Stage();
    const flags = stage.open();
    await stage.last.flags({ limits: { deep: { rate: 5 } } });
    const limits = flags.value('limits', { deep: { rate: 0 } });
    assert.throws(() => {
      limits.deep.rate = 9;
    }, TypeError);
    assert.equal(flags.value('limits', { deep: { rate: 0 } }).deep.rate, 5);
    flags.close();
  });

  test('a listener hears what changed, and not when nothing did', async () => {
    const stage = new Stage();
    const flags = stage.open();
    const heard: string[] = [];
    const leave = flags.subscribe(({ state, changed }) => heard.push(`${state}:${changed.join()}`));
    await stage.last.flags({ a: 1, b: 2 });
    void flags.refetch();
    await stage.last.flags({ a: 1, b: 2 });
    void flags.refetch();
    await stage.last.flags({ a: 1, b: 3 });
    leave();
    void flags.refetch();
    await stage.last.flags({});
    assert.deepEqual(heard, ['FRESH:a,b', 'FRESH:b']);
    flags.close();
  });
});

describe('failures', () => {
  test('a first load without a server ends in defaults and STALE, and comes back by itself with backoff', async () => {
    const stage = new Stage();
    const flags = stage.open({ defaults: { pay: false } });
    await stage.last.fail();
    assert.equal(await flags.ready(), 'STALE');
    assert.equal(flags.value('pay', true), false);
    assert.equal(flags.details('other', 1).errorCode, 'GENERAL');
    const waits: number[] = [];
    stage.chance = 1;
    for (let retry = 0; retry < 8; retry++) {
      const before = stage.clock.now();
      while (stage.unanswered.length === 0) {
        await stage.clock.pass(500);
      }
      waits.push(stage.clock.now() - before);
      await stage.last.answer(500);
    }
    assert.deepEqual(waits, [500, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    await stage.clock.pass(60_000);
    await stage.last.flags({ pay: true });
    assert.equal(flags.state, 'FRESH');
    assert.equal(flags.value('pay', false), true);
    flags.close();
  });

  test('a server that keeps silent is waited for as long as patience lasts, and its request ends by the time limit', async () => {
    const stage = new Stage();
    const flags = stage.open();
    await stage.clock.pass(2999);
    assert.equal(flags.state, 'NOT_READY');
    await stage.clock.pass(1);
    assert.equal(await flags.ready(), 'STALE');
    assert.equal(stage.last.aborted(), false);
    await stage.clock.pass(7000);
    assert.equal(stage.last.aborted(), true);
    await stage.clock.pass(500);
    assert.equal(stage.asked.length, 2);
    flags.close();
  });

  test('429 closes the door for every trigger and every context until the time the server named', async () => {
    const stage = new Stage();
    const flags = stage.open({ context: ANN });
    await stage.last.answer(429, undefined, { 'Retry-After': '120' });
    assert.equal(flags.state, 'STALE');
    void flags.refetch();
    await stage.page.happens('online');
    await stage.page.happens('shown');
    void flags.updateContext({ targetingKey: 'ben' });
    await stage.clock.pass(119_000);
    assert.equal(stage.asked.length, 1);
    await stage.clock.pass(2000);
    assert.equal(stage.asked.length, 2);
    await stage.last.flags({ pay: true });
    assert.equal(flags.state, 'FRESH');
    flags.close();
  });

  test('a server that throttles without a time worth the name is asked less and less', async () => {
    const stage = new Stage();
    const flags = stage.open();
    for (let second = 0; second < 600; second++) {
      for (const asked of stage.unanswered) {
        await asked.answer(429, undefined, { 'Retry-After': '0' });
      }
      await stage.clock.pass(1000);
    }
    assert.ok(stage.asked.length < 30, String(stage.asked.length));
    flags.close();
  });

  test('headers are made for each request, and a fault in that is a request that failed', async () => {
    const stage = new Stage();
    let token = 0;
    const flags = stage.open({ headers: () => {
      if (token === 1) {
        throw new Error('no token');
      }
      return { Authorization: `Bearer ${token}` };
    } });
    assert.equal(stage.last.headers.get('Authorization'), 'Bearer 0');
    await stage.last.flags({ a: 1 });
    token = 1;
    assert.equal(await flags.refetch(), 'STALE');
    assert.equal(flags.value('a', 0), 1);
    token = 2;
    void flags.refetch();
    assert.equal(stage.last.headers.get('Authorization'), 'Bearer 2');
    flags.close();
  });

  test('503 with Retry-After is obeyed, and a refusal is not repeated before the TTL', async () => {
    const stage = new Stage();
    const flags = stage.open();
    await stage.last.answer(503, undefined, { 'Retry-After': '50' });
    await stage.clock.pass(49_999);
    assert.equal(stage.asked.length, 1);
    await stage.clock.pass(251);
    await stage.last.answer(401);
    await stage.clock.pass(59_999);
    assert.equal(stage.asked.length, 2);
    await stage.clock.pass(1);
    assert.equal(stage.asked.length, 3);
    flags.close();
  });

  test('an answer that is no bulk answer counts as none', async () => {
    for (const body of [null, [], { flags: {} }, 'text', { errorCode: 'GENERAL' }]) {
      const stage = new Stage();
      const flags = stage.open();
      await stage.last.answer(200, body);
      assert.equal(flags.state, 'STALE', JSON.stringify(body));
      flags.close();
    }
  });

  test('a listener that throws keeps the news from nobody', async () => {
    const stage = new Stage();
    const flags = stage.open();
    const caught: unknown[] = [];
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.once('uncaughtException', (error) => caught.push(error));
    let told = 0;
    flags.subscribe(() => {
      throw new Error('bad listener');
    });
    flags.subscribe(() => told++);
    await stage.last.flags({ a: 1 });
    await calm();
    others.forEach((other) => process.on('uncaughtException', other));
    assert.equal(told, 1);
    assert.match(String(caught[0]), /bad listener/);
    flags.close();
  });
});

test('a closed client asks nothing, keeps no timer, and can still be read', async () => {
  const stage = new Stage();
  const flags = stage.open();
  await stage.last.flags({ a: 1 }, {}, { eventStreams: [{ type: 'sse', url: 'https://flags.example/events' }] });
  flags.close();
  assert.equal(stage.clock.waiting, 0);
  assert.equal(stage.streams[0]?.readyState, 2);
  await stage.page.happens('online');
  await stage.clock.pass(1_000_000);
  assert.equal(await flags.refetch(), 'FRESH');
  assert.equal(flags.value('a', 0), 1);
  assert.equal(await flags.updateContext({ targetingKey: 'ben' }), 'NOT_READY');
  assert.equal(stage.asked.length, 1);
  assert.equal(stage.clock.waiting, 0);
});
