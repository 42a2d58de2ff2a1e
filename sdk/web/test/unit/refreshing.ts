import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FlagsClient } from '../../src/client.ts';
import { Stage } from '../support/stage.ts';

const OFFER = { eventStreams: [{ type: 'sse', endpoint: { requestUri: '/events?channel=7' }, inactivityDelaySec: 60 }] };

async function loaded(more: object = {}, headers: HeadersInit = { ETag: '"one"', 'X-Flags-Version': '5-aa' }): Promise<[Stage, FlagsClient]> {
  const stage = new Stage();
  const flags = stage.open({ context: { targetingKey: 'ann' } });
  await stage.last.flags({ pay: true }, headers, more);
  return [stage, flags];
}

describe('refreshing', () => {
  test('an answer older than the TTL is asked for again in the background, by its ETag and version', async () => {
    const [stage, flags] = await loaded();
    await stage.clock.pass(59_999);
    assert.equal(stage.asked.length, 1);
    await stage.clock.pass(1);
    assert.equal(stage.asked.length, 2);
    assert.equal(stage.last.headers.get('If-None-Match'), '"one"');
    assert.equal(stage.last.headers.get('X-Flags-Version'), '5-aa');
    assert.equal(flags.value('pay', false), true);
    await stage.last.answer(304, undefined, { 'X-Flags-Version': '6-bb' });
    assert.equal(flags.version, '6-bb');
    assert.equal(flags.state, 'FRESH');
    await stage.clock.pass(60_000);
    assert.equal(stage.asked.length, 3);
    flags.close();
  });

  test('the TTL is spread, so that pages loaded together do not ask together', async () => {
    for (const [chance, wait] of [[0, 54_000], [1, 66_000]] as const) {
      const stage = new Stage();
      stage.chance = chance;
      const flags = stage.open();
      await stage.last.flags({});
      await stage.clock.pass(wait - 1);
      assert.equal(stage.asked.length, 1);
      await stage.clock.pass(1);
      assert.equal(stage.asked.length, 2);
      flags.close();
    }
  });

  test('a hidden page does not ask; the returning visitor does, once', async () => {
    const [stage, flags] = await loaded();
    await stage.page.happens('hidden');
    await stage.clock.pass(1_000_000);
    assert.equal(stage.asked.length, 1);
    assert.equal(flags.state, 'STALE');
    await stage.page.happens('shown');
    await stage.page.happens('shown');
    assert.equal(stage.asked.length, 2);
    await stage.last.flags({ pay: false });
    assert.equal(flags.state, 'FRESH');
    flags.close();
  });

  test('focus asks only when the last request is a while ago', async () => {
    const [stage, flags] = await loaded();
    await stage.clock.pass(4999);
    await stage.page.happens('shown');
    assert.equal(stage.asked.length, 1);
    await stage.clock.pass(1);
    await stage.page.happens('shown');
    assert.equal(stage.asked.length, 2);
    flags.close();
  });

  test('a network that is back asks at once and forgets the backoff', async () => {
    const [stage, flags] = await loaded();
    for (let failure = 0; failure < 6; failure++) {
      void flags.refetch();
      await stage.last.fail();
    }
    const asked = stage.asked.length;
    await stage.page.happens('online');
    await stage.clock.pass(250);
    assert.equal(stage.asked.length, asked + 1);
    await stage.last.fail();
    await stage.clock.pass(500);
    assert.equal(stage.asked.length, asked + 2);
    flags.close();
  });

  test('many triggers during a request lead to no other', async () => {
    const [stage, flags] = await loaded();
    await stage.clock.pass(60_000);
    for (let at = 0; at < 5; at++) {
      await stage.clock.pass(0);
      await stage.page.happens('shown');
    }
    assert.equal(stage.unanswered.length, 1);
    assert.equal(stage.asked.length, 2);
    await stage.last.flags({ pay: true });
    assert.equal(stage.unanswered.length, 0);
    flags.close();
  });
});

describe('notices', () => {
  test('a burst of notices is one request, which says what it was told', async () => {
    const [stage, flags] = await loaded(OFFER);
    const [stream] = stage.streams;
    assert.equal(stream?.url, 'https://flags.example/events?channel=7');
    stream?.open();
    for (let at = 0; at < 20; at++) {
      stream?.say({ type: 'refetchEvaluation', etag: `"${at}"`, lastModified: 1_771_622_898 });
    }
    await stage.clock.pass(250);
    assert.equal(stage.asked.length, 2);
    assert.equal(stage.last.url.search, '?flagConfigEtag=%2219%22&flagConfigLastModified=1771622898');
    await stage.last.flags({ pay: false }, {}, OFFER);
    assert.equal(flags.value('pay', true), false);
    assert.equal(stage.streams.length, 1);
    flags.close();
  });

  test('a notice during a request leads to exactly one more, so that an answer from before the change is not the last', async () => {
    const [stage, flags] = await loaded(OFFER);
    const [stream] = stage.streams;
    void flags.refetch();
    stream?.say({ type: 'refetchEvaluation' });
    await stage.clock.pass(250);
    stream?.say({ type: 'refetchEvaluation' });
    await stage.clock.pass(250);
    assert.equal(stage.unanswered.length, 1);
    await stage.unanswered[0]?.flags({ pay: true });
    assert.equal(stage.unanswered.length, 1);
    await stage.last.flags({ pay: false });
    assert.equal(stage.unanswered.length, 0);
    assert.equal(flags.value('pay', true), false);
    flags.close();
  });

  test('unknown messages and rubbish are ignored, and only a newer version counts', async () => {
    const [stage, flags] = await loaded(OFFER);
    const [stream] = stage.streams;
    for (const message of ['{', 'null', '[]', { type: 'somethingElse' }, { type: 'flagsVersion', flagsVersion: '5-aa' }, { type: 'flagsVersion', flagsVersion: '4-zz' }]) {
      stream?.say(message);
    }
    await stage.clock.pass(1000);
    assert.equal(stage.asked.length, 1);
    stream?.say({ type: 'flagsVersion', flagsVersion: '6-bb' });
    await stage.clock.pass(1000);
    assert.equal(stage.asked.length, 2);
    flags.close();
  });

  test('what was said while the stream was interrupted is made good', async () => {
    const [stage, flags] = await loaded(OFFER);
    const [stream] = stage.streams;
    stream?.open();
    stream?.lose(0);
    stream?.open();
    await stage.clock.pass(1000);
    assert.equal(stage.asked.length, 2);
    await stage.last.answer(304);
    stream?.lose(2);
    await stage.clock.pass(500);
    assert.equal(stage.streams.length, 2);
    stage.streams[1]?.open();
    await stage.clock.pass(1000);
    assert.equal(stage.asked.length, 3);
    flags.close();
  });

  test('a stream that said nothing of what is new is opened anew: it may be dead', async () => {
    const [stage, flags] = await loaded(OFFER);
    const [dead] = stage.streams;
    dead?.open();
    await stage.clock.pass(60_000);
    await stage.last.flags({ pay: true }, { ETag: '"one"', 'X-Flags-Version': '5-aa' }, OFFER);
    assert.equal(stage.streams.length, 1);
    await stage.clock.pass(60_000);
    await stage.last.flags({ pay: false }, { ETag: '"two"', 'X-Flags-Version': '6-bb' }, OFFER);
    assert.equal(flags.value('pay', true), false);
    assert.equal(dead?.readyState, 2);
    assert.equal(stage.streams.length, 2);
    stage.streams[1]?.say({ type: 'flagsVersion', flagsVersion: '7-cc' });
    await stage.clock.pass(250);
    assert.equal(stage.asked.length, 4);
    flags.close();
  });

  test('a stream is left alone when the page asked for another reason than its age', async () => {
    const [stage, flags] = await loaded(OFFER);
    stage.streams[0]?.open();
    void flags.refetch();
    await stage.last.flags({ pay: false }, { ETag: '"two"', 'X-Flags-Version': '6-bb' }, OFFER);
    assert.equal(stage.streams.length, 1);
    flags.close();
  });

  test('a stream nobody looks at is closed, and coming back asks for the whole answer', async () => {
    const [stage, flags] = await loaded(OFFER);
    await stage.page.happens('hidden');
    await stage.clock.pass(59_000);
    assert.notEqual(stage.streams[0]?.readyState, 2);
    await stage.clock.pass(1000);
    assert.equal(stage.streams[0]?.readyState, 2);
    await stage.page.happens('shown');
    assert.equal(stage.streams.length, 2);
    assert.equal(stage.last.headers.get('If-None-Match'), null);
    flags.close();
  });

  test('a page loaded where nobody looks gives its stream back too, notices or not', async () => {
    const stage = new Stage();
    stage.page.looking = false;
    const flags = stage.open();
    await stage.last.flags({ pay: true }, {}, OFFER);
    await stage.clock.pass(30_000);
    stage.streams[0]?.say({ type: 'refetchEvaluation' });
    await stage.clock.pass(250);
    await stage.last.flags({ pay: false }, {}, OFFER);
    await stage.clock.pass(29_750);
    assert.equal(stage.streams[0]?.readyState, 2);
    flags.close();
  });

  test('streams of unknown types and of strange schemes are not opened, and never more than four', async () => {
    const [stage, flags] = await loaded({ eventStreams: [
      { type: 'websocket', url: 'https://x.example/' }, { type: 'sse', url: 'javascript:alert(1)' }, { type: 'sse' }, null, { type: 'sse', endpoint: { origin: 'https://[' , requestUri: '/' } },
      ...[1, 2, 3, 4, 5, 6].map((at) => ({ type: 'sse', url: `https://x.example/${at}` })),
    ] });
    assert.deepEqual(stage.streams.map(({ url }) => url), [1, 2, 3, 4].map((at) => `https://x.example/${at}`));
    flags.close();
  });
});
