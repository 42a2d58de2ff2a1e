import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { OpenFeature, ProviderEvents } from '@openfeature/web-sdk';
import { HoldfastWebProvider } from '../../src/openfeature.ts';
import { calm, Stage } from '../support/stage.ts';

const ANN = { targetingKey: 'ann', plan: 'free' };

function provide(stage: Stage, defaults: Record<string, boolean> = {}): [HoldfastWebProvider, Promise<void>] {
  const provider = new HoldfastWebProvider({ endpoint: 'https://flags.example', surroundings: stage, defaults });
  return [provider, OpenFeature.setProviderAndWait(provider)];
}

describe('OpenFeature', () => {
  afterEach(async () => {
    await OpenFeature.close();
    await OpenFeature.clearContext();
  });

  test('values of every type come with their reason, variant and metadata', async () => {
    const stage = new Stage();
    await OpenFeature.setContext(ANN);
    const [, ready] = provide(stage);
    await calm();
    assert.deepEqual(stage.last.context, ANN);
    await stage.last.answer(200, { flags: [
      { key: 'b', value: true, variant: 'on', reason: 'TARGETING_MATCH', metadata: { owner: 'shop' } }, { key: 's', value: 'x' }, { key: 'n', value: 2.5 }, { key: 'o', value: { deep: [1] } },
    ] });
    await ready;
    const client = OpenFeature.getClient();
    const details = client.getBooleanDetails('b', false);
    assert.deepEqual([details.value, details.reason, details.variant, details.flagMetadata], [true, 'TARGETING_MATCH', 'on', { owner: 'shop' }]);
    assert.equal(client.getStringValue('s', ''), 'x');
    assert.equal(client.getNumberValue('n', 0), 2.5);
    assert.deepEqual(client.getObjectValue('o', {}), { deep: [1] });
    assert.equal(client.getBooleanDetails('absent', true).errorCode, 'FLAG_NOT_FOUND');
    assert.equal(client.getBooleanDetails('s', true).errorCode, 'TYPE_MISMATCH');
  });

  test('without a server the provider is ready with bundled defaults, then stale, and recovers', async () => {
    const stage = new Stage();
    const [, ready] = provide(stage, { pay: true });
    const events: string[] = [];
    const client = OpenFeature.getClient();
    for (const event of [ProviderEvents.Stale, ProviderEvents.Ready, ProviderEvents.ConfigurationChanged] as const) {
      client.addHandler(event, () => void events.push(event));
    }
    await calm();
    await stage.last.fail();
    await ready;
    const { value, reason } = client.getBooleanDetails('pay', false);
    assert.deepEqual([value, reason], [true, 'DEFAULT']);
    await stage.clock.pass(0);
    assert.equal(client.providerStatus, 'STALE');
    await stage.clock.pass(500);
    await stage.last.flags({ pay: false });
    assert.equal(client.providerStatus, 'READY');
    assert.equal(client.getBooleanValue('pay', true), false);
    assert.deepEqual(events, [ProviderEvents.Ready, ProviderEvents.Stale, ProviderEvents.ConfigurationChanged, ProviderEvents.Ready]);
  });

  test('a changed context is reconciled, and one known from before is there at once', async () => {
    const stage = new Stage();
    await OpenFeature.setContext(ANN);
    const [, ready] = provide(stage);
    await calm();
    await stage.last.flags({ discount: 5 });
    await ready;
    const client = OpenFeature.getClient();
    const changing = OpenFeature.setContext({ ...ANN, plan: 'pro' });
    assert.equal(client.providerStatus, 'RECONCILING');
    assert.equal(client.getNumberValue('discount', 0), 0);
    await calm();
    await stage.last.flags({ discount: 20 });
    await changing;
    assert.equal(client.getNumberValue('discount', 0), 20);
    const back = OpenFeature.setContext(ANN);
    assert.equal(client.getNumberValue('discount', 0), 5);
    assert.equal(client.getNumberDetails('discount', 0).reason, 'CACHED');
    await back;
  });

  test('a context without the targetingKey it had is a logout', async () => {
    const stage = new Stage();
    await OpenFeature.setContext(ANN);
    const [, ready] = provide(stage);
    await calm();
    await stage.last.flags({ secret: 'for ann' });
    await ready;
    void OpenFeature.setContext({});
    assert.equal(stage.stored.length, 0);
    assert.equal(OpenFeature.getClient().getStringValue('secret', 'none'), 'none');
    await calm();
    await stage.last.flags({});
  });

  test('the configuration of a running page changes with the names of the flags', async () => {
    const stage = new Stage();
    const [provider, ready] = provide(stage);
    await calm();
    await stage.last.flags({ a: 1, b: 1 });
    await ready;
    const changed: unknown[] = [];
    OpenFeature.getClient().addHandler(ProviderEvents.ConfigurationChanged, (details) => void changed.push(details?.flagsChanged));
    void provider.client?.refetch();
    await stage.last.flags({ a: 2, b: 1 });
    assert.deepEqual(changed, [['a']]);
  });
});
