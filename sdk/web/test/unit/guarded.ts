import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FlagsClient } from '../../src/client.ts';
import type { GuardedChange } from '../../src/types.ts';
import { type Asked, calm, Stage } from '../support/stage.ts';

const OUTDATED = { error: 'flags_outdated', flagsVersion: '6-bb' };
const PAY = 'https://shop.example/pay';

async function loaded(): Promise<[Stage, FlagsClient]> {
  const stage = new Stage();
  const flags = stage.open({ context: { targetingKey: 'ann' } });
  await stage.last.flags({ express: true, banner: 'a' }, { 'X-Flags-Version': '5-aa' });
  return [stage, flags];
}

function payments(stage: Stage): Asked[] {
  return stage.asked.filter(({ url }) => url.href === PAY);
}

/** Refuses the operation and answers the refetch that follows. */
async function refuse(stage: Stage, values: Readonly<Record<string, unknown>>, more: object = {}): Promise<void> {
  await calm();
  await stage.last.answer(409, { ...OUTDATED, ...more });
  await stage.last.flags(values, { 'X-Flags-Version': '6-bb' });
}

describe('guarded operations', () => {
  test('say which rule set the page was built on, and carry an Idempotency-Key unless they only read', async () => {
    const [stage, flags] = await loaded();
    void flags.guardedFetch(PAY, { method: 'POST', body: '{}', headers: { 'X-Mine': '1' } });
    await calm();
    assert.equal(stage.last.headers.get('X-Flags-Version'), '5-aa');
    assert.equal(stage.last.headers.get('X-Mine'), '1');
    assert.match(stage.last.headers.get('Idempotency-Key') ?? '', /^[0-9a-f]{32}$/);
    void flags.guardedFetch(PAY);
    await calm();
    assert.equal(stage.last.headers.get('Idempotency-Key'), null);
    void flags.guardedFetch(PAY, { method: 'POST', headers: { 'Idempotency-Key': 'mine' } });
    await calm();
    assert.equal(stage.last.headers.get('Idempotency-Key'), 'mine');
    flags.close();
  });

  test('a refusal is followed by one refetch and, when nothing they rely on has changed, one retry with jitter and the same key', async () => {
    const [stage, flags] = await loaded();
    const answer = flags.guardedFetch(PAY, { method: 'POST', body: 'amount=5' }, { flags: ['express'] });
    await refuse(stage, { express: true, banner: 'b' });
    assert.equal(payments(stage).length, 1);
    await stage.clock.pass(249);
    assert.equal(payments(stage).length, 1);
    await stage.clock.pass(1);
    const [first, second] = payments(stage);
    assert.equal(second?.headers.get('X-Flags-Version'), '6-bb');
    assert.equal(second?.headers.get('Idempotency-Key'), first?.headers.get('Idempotency-Key'));
    assert.equal(second?.body, 'amount=5');
    await second?.answer(200, 'paid');
    assert.equal((await answer).status, 200);
    flags.close();
  });

  test('when a flag has changed somebody is asked, with what it was and is, before anything is sent', async () => {
    for (const [agreed, sent, status] of [['retry', 2, 200], ['stop', 1, 409]] as const) {
      const [stage, flags] = await loaded();
      const asked: (readonly GuardedChange[])[] = [];
      const answer = flags.guardedFetch(PAY, { method: 'POST' }, {
        flags: ['express'],
        ask: async (changes) => {
          asked.push(changes);
          assert.equal(payments(stage).length, 1);
          return agreed;
        },
      });
      await refuse(stage, { express: false, banner: 'b' });
      await stage.clock.pass(1000);
      assert.deepEqual(asked, [[{ flag: 'express', before: true, after: false }]]);
      assert.equal(payments(stage).length, sent);
      if (sent === 2) {
        await stage.last.answer(200, 'paid');
      }
      assert.equal((await answer).status, status);
      flags.close();
    }
  });

  test('nothing is tried again without a question when nobody can be asked', async () => {
    const [stage, flags] = await loaded();
    const answer = flags.guardedFetch(PAY, { method: 'POST' }, { flags: ['express'] });
    await refuse(stage, { express: false });
    await stage.clock.pass(1000);
    assert.equal((await answer).status, 409);
    assert.deepEqual(await (await answer).json(), OUTDATED);
    assert.equal(payments(stage).length, 1);
    flags.close();
  });

  test('the flags that the server names count too, and without any names every flag does', async () => {
    for (const more of [{ flags: ['banner'] }, {}]) {
      const [stage, flags] = await loaded();
      const asked: string[] = [];
      const answer = flags.guardedFetch(PAY, { method: 'POST' }, {
        ask: (changes) => {
          asked.push(...changes.map(({ flag }) => flag));
          return 'stop';
        },
      });
      await refuse(stage, { express: true, banner: 'b' }, more);
      await answer;
      assert.deepEqual(asked, ['banner']);
      flags.close();
    }
  });

  test('what counts is what the page held when the operation was asked for, not what it learnt meanwhile', async () => {
    const [stage, flags] = await loaded();
    const asked: string[] = [];
    const answer = flags.guardedFetch(PAY, { method: 'POST' }, { ask: (changes) => (asked.push(...changes.map(({ flag }) => flag)), 'stop') });
    await calm();
    const [payment] = payments(stage);
    void flags.refetch();
    await stage.last.flags({ express: false, banner: 'a' }, { 'X-Flags-Version': '6-bb' });
    await payment?.answer(409, OUTDATED);
    await stage.last.flags({ express: false, banner: 'a' }, { 'X-Flags-Version': '6-bb' });
    await answer;
    assert.deepEqual(asked, ['express']);
    flags.close();
  });

  test('the refetch begins after the refusal, even if another request is under way', async () => {
    const [stage, flags] = await loaded();
    const answer = flags.guardedFetch(PAY, { method: 'POST' }, { flags: ['express'], ask: () => 'retry' });
    await calm();
    const [payment] = payments(stage);
    void flags.refetch();
    const early = stage.last;
    await payment?.answer(409, OUTDATED);
    await early.flags({ express: true, banner: 'a' });
    await stage.last.flags({ express: false, banner: 'a' }, { 'X-Flags-Version': '6-bb' });
    await stage.clock.pass(1000);
    assert.equal(stage.last.headers.get('X-Flags-Version'), '6-bb');
    await stage.last.answer(200);
    assert.equal((await answer).status, 200);
    flags.close();
  });

  test('a second refusal is handed back', async () => {
    const [stage, flags] = await loaded();
    const answer = flags.guardedFetch(PAY, { method: 'POST' });
    await refuse(stage, { express: true, banner: 'a' });
    await stage.clock.pass(1000);
    await stage.last.answer(409, OUTDATED);
    assert.equal((await answer).status, 409);
    assert.equal(payments(stage).length, 2);
    flags.close();
  });

  test('nothing is tried again when the flags cannot be had or the visitor is another', async () => {
    const [stage, flags] = await loaded();
    const first = flags.guardedFetch(PAY, { method: 'POST' });
    await calm();
    await stage.last.answer(409, OUTDATED);
    await stage.last.fail();
    assert.equal((await first).status, 409);
    const second = flags.guardedFetch(PAY, { method: 'POST' });
    await calm();
    const payment = stage.last;
    void flags.logout();
    await payment.answer(409, OUTDATED);
    await stage.last.flags({});
    await calm();
    while (stage.unanswered.length > 0) {
      await stage.last.flags({});
    }
    assert.equal((await second).status, 409);
    assert.equal(payments(stage).length, 2);
    flags.close();
  });

  test('other conflicts and other answers are left alone', async () => {
    const [stage, flags] = await loaded();
    for (const [status, body] of [[409, { error: 'sold_out' }], [409, undefined], [500, OUTDATED], [200, OUTDATED]] as const) {
      const before = stage.asked.length;
      const answer = flags.guardedFetch(PAY, { method: 'POST' });
      await calm();
      await stage.last.answer(status, body);
      assert.equal((await answer).status, status);
      await stage.clock.pass(1000);
      assert.equal(stage.asked.length, before + 1);
    }
    flags.close();
  });

  test('an answer that comes from a newer rule set is a notice', async () => {
    const [stage, flags] = await loaded();
    const answer = flags.guardedFetch(PAY);
    await calm();
    await stage.last.answer(200, {}, { 'X-Flags-Version': '7-cc' });
    await answer;
    await stage.clock.pass(1000);
    assert.equal(stage.last.url.pathname, '/ofrep/v1/evaluate/flags');
    flags.close();
  });

  test('a failed network and a caller who gives up are the caller\'s to see', async () => {
    const [stage, flags] = await loaded();
    const failing = assert.rejects(flags.guardedFetch(PAY), TypeError);
    await calm();
    await stage.last.fail();
    await failing;
    await assert.rejects(flags.guardedFetch('http://['), TypeError);
    flags.close();
  });
});
