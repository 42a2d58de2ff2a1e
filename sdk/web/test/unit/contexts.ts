import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { calm, MapStorage, Stage } from '../support/stage.ts';

const ANN = { targetingKey: 'ann', plan: 'free' };

describe('contexts', () => {
  for (const aborting of ['in time', 'too late'] as const) {
    test(`a late answer of the context before is dropped, its request ended ${aborting}`, async () => {
      const stage = new Stage();
      stage.aborting = aborting;
      const flags = stage.open({ context: ANN });
      const late = stage.last;
      void flags.updateContext({ ...ANN, plan: 'pro' });
      assert.ok(late.aborted());
      await late.flags({ discount: 5 });
      assert.equal(flags.value('discount', 0), 0);
      await stage.last.flags({ discount: 20 });
      assert.equal(flags.value('discount', 0), 20);
      assert.equal([...stage.stored.entries.values()].filter((text) => text.includes('"value":5')).length, 0);
      flags.close();
    });
  }

  test('another plan is another context: nothing of the former plan is shown in between', async () => {
    const stage = new Stage();
    const flags = stage.open({ context: ANN });
    await stage.last.flags({ discount: 5 });
    const states: string[] = [];
    flags.subscribe(({ state }) => states.push(`${state} ${flags.value('discount', 0)}`));
    const done = flags.updateContext({ plan: 'pro', targetingKey: 'ann' });
    assert.equal(flags.value('discount', 0), 0);
    await stage.last.flags({ discount: 20 });
    assert.equal(await done, 'FRESH');
    void flags.updateContext(ANN);
    assert.deepEqual(states, ['NOT_READY 0', 'FRESH 20', 'CACHED 5']);
    flags.close();
  });

  test('the same context in other words is no change', async () => {
    const stage = new Stage();
    const flags = stage.open({ context: ANN });
    await stage.last.flags({ a: 1 });
    assert.equal(await flags.updateContext({ plan: 'free', targetingKey: 'ann' }), 'FRESH');
    assert.equal(stage.asked.length, 1);
    flags.close();
  });

  test('logout has cleared memory and storage when it returns, before anything is asked', async () => {
    const stage = new Stage();
    const flags = stage.open({ context: ANN });
    await stage.last.flags({ secret: 'for ann' });
    assert.equal(stage.stored.length, 1);
    const { fetch } = stage;
    let storedWhenAsked = -1;
    stage.fetch = (input, init) => {
      storedWhenAsked = stage.stored.length;
      return fetch(input, init);
    };
    void flags.logout();
    assert.equal(storedWhenAsked, 0);
    assert.equal(flags.value('secret', 'none'), 'none');
    assert.equal(flags.state, 'NOT_READY');
    await calm();
    assert.deepEqual(stage.last.context, {});
    flags.close();
  });

  test('a page whose visitor left in another page forgets them before anything is asked', async () => {
    const [here, there] = [new Stage(), new Stage()];
    there.stored = here.stored;
    const [left, stayed] = [here.open({ context: ANN }), there.open({ context: ANN })];
    await here.last.flags({ secret: 'for ann' });
    await there.last.flags({ secret: 'for ann' });
    const written: string[] = [];
    const { setItem } = here.stored;
    here.stored.setItem = (name, value) => {
      written.push(name);
      setItem.call(here.stored, name, value);
    };
    void left.logout();
    written.forEach((name) => there.elsewhereTasks.get(name)?.());
    assert.equal(stayed.value('secret', 'none'), 'none');
    assert.equal(here.stored.length, 0);
    await calm();
    assert.deepEqual(there.last.context, {});
    left.close();
    stayed.close();
    assert.equal(there.elsewhereTasks.size, 0);
  });

  test('an answer that was on its way at logout is not kept', async () => {
    const stage = new Stage();
    stage.aborting = 'too late';
    const flags = stage.open({ context: ANN });
    const late = stage.last;
    void flags.logout();
    await late.flags({ secret: 'for ann' });
    assert.equal(stage.stored.length, 0);
    assert.equal(flags.value('secret', 'none'), 'none');
    flags.close();
  });

  test('ready waits for the context that is current in the end', async () => {
    const stage = new Stage();
    const flags = stage.open({ context: ANN });
    const ready = flags.ready();
    void flags.updateContext({ targetingKey: 'ben' });
    await calm();
    await stage.last.flags({ a: 1 });
    assert.equal(await ready, 'FRESH');
    flags.close();
  });

  test('a context is taken as it is at the call, whatever becomes of the object', async () => {
    const stage = new Stage();
    const context = { targetingKey: 'ann', plan: 'free' };
    const flags = stage.open({ context });
    context.plan = 'pro';
    await stage.last.flags({});
    void flags.refetch();
    await calm();
    assert.deepEqual(stage.last.context, ANN);
    flags.close();
  });
});

describe('last known', () => {
  test('a later load shows what the former knew, at once, and again when the server is gone', async () => {
    const stage = new Stage();
    const first = stage.open({ context: ANN });
    await stage.last.flags({ pay: true }, { ETag: '"one"', 'X-Flags-Version': '5-aa' });
    first.close();
    const second = stage.open({ context: ANN, defaults: { pay: false } });
    assert.deepEqual(second.details('pay', false), { value: true, source: 'last-known', reason: 'CACHED', variant: 'true' });
    assert.equal(second.version, '5-aa');
    assert.equal(stage.last.headers.get('If-None-Match'), '"one"');
    await stage.last.fail();
    assert.equal(second.details('pay', false).reason, 'STALE');
    assert.equal(second.value('pay', false), true);
    second.close();
  });

  test('what is stored is for one identity with its attributes at one server', async () => {
    const stage = new Stage();
    const first = stage.open({ context: ANN });
    await stage.last.flags({ pay: true });
    first.close();
    for (const other of [{ context: { targetingKey: 'ben', plan: 'free' } }, { context: { ...ANN, plan: 'pro' } }, {}, { context: ANN, endpoint: 'https://else.example' }]) {
      const flags = stage.open(other);
      assert.equal(flags.state, 'NOT_READY', JSON.stringify(other));
      flags.close();
    }
    assert.ok(![...stage.stored.entries].join().includes('ann'), 'who it is for can be read in the storage');
  });

  test('it is too old after thirty days', async () => {
    const stage = new Stage();
    const first = stage.open({ context: ANN });
    await stage.last.flags({ pay: true });
    first.close();
    await stage.clock.pass(30 * 86_400_000 + 1);
    const second = stage.open({ context: ANN });
    assert.equal(second.state, 'NOT_READY');
    second.close();
  });

  test('only so many contexts are kept, the latest', async () => {
    const stage = new Stage();
    stage.stored.setItem('other', 'kept');
    stage.stored.setItem('holdfast.flags.rubbish', '{');
    for (let at = 0; at < 12; at++) {
      const flags = stage.open({ context: { targetingKey: String(at) } });
      await stage.last.flags({ at });
      flags.close();
      await stage.clock.pass(1);
    }
    assert.equal(stage.stored.length, 9);
    assert.equal(stage.stored.getItem('other'), 'kept');
    const last = stage.open({ context: { targetingKey: '11' } });
    assert.equal(last.value('at', 0), 11);
    last.close();
  });

  test('corrupt entries of every kind are as good as none', async () => {
    const stage = new Stage();
    const first = stage.open({ context: ANN });
    await stage.last.flags({ pay: true });
    first.close();
    const [[name, whole]] = [...stage.stored.entries] as [[string, string]];
    const cuts = Array.from({ length: whole.length }, (_, at) => whole.slice(0, at));
    for (const text of [...cuts, 'null', '[]', '7', whole.replace('"format":1', '"format":2'), whole.replace(/"at":\d+/, '"at":"x"'), whole.replace(/"flags":\[.*\]/, '"flags":{}')]) {
      stage.stored.setItem(name, text);
      const flags = stage.open({ context: ANN });
      assert.equal(flags.state, 'NOT_READY', text);
      assert.equal(flags.value('pay', false), false, text);
      flags.close();
    }
  });

  test('forbidden storage changes nothing but the memory of the next load', async () => {
    const forbidden = () => {
      throw new Error('SecurityError');
    };
    for (const storage of [forbidden, () => undefined]) {
      const stage = new Stage();
      stage.storage = storage;
      const flags = stage.open({ context: ANN });
      await stage.last.flags({ pay: true });
      assert.equal(flags.value('pay', false), true);
      void flags.logout();
      assert.equal(flags.value('pay', false), false);
      flags.close();
    }
  });

  test('full storage gives way by the other contexts, and never keeps what is known to be outdated', async () => {
    const stage = new Stage();
    stage.stored = new MapStorage();
    const ben = stage.open({ context: { targetingKey: 'ben' } });
    await stage.last.flags({ pay: true });
    ben.close();
    stage.stored.capacity = [...stage.stored.entries].flat().join('').length + 20;
    const ann = stage.open({ context: { targetingKey: 'ann' } });
    await stage.last.flags({ pay: true });
    assert.equal(stage.stored.length, 1);
    void ann.refetch();
    await calm();
    await stage.last.flags({ pay: false, more: 'x'.repeat(100) });
    assert.equal(ann.value('pay', true), false);
    assert.equal(stage.stored.length, 0);
    ann.close();
  });
});
