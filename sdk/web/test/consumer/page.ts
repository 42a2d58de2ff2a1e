// What an application writes, against the built package and its types. Compiled, never run.
import { type Details, FlagsClient, type GuardedChange, openFlags } from '@holdfast/flags-web';
import { HoldfastWebProvider } from '@holdfast/flags-web/openfeature';
import { FlagsProvider, useFlag } from '@holdfast/flags-web/react';
import { OpenFeature } from '@openfeature/web-sdk';

const flags: FlagsClient = openFlags({ endpoint: 'https://flags.example', context: { targetingKey: 'ann', plan: 'pro' }, defaults: { pay: false, limits: { rate: 5 } } });
export const pay: boolean = flags.value('pay', true);
export const name: string = flags.value('name', 'none');
export const rate: number = flags.value('limits', { rate: 1 }).rate;
export const why: Details<number> = flags.details('size', 3);
// @ts-expect-error a flag is not null
flags.value('pay', null);
// @ts-expect-error the context is an object
void flags.updateContext('ann');

export const response: Promise<Response> = flags.guardedFetch('/pay', { method: 'POST' }, {
  flags: ['pay'],
  ask: (changes: readonly GuardedChange[]) => (changes.length > 0 ? 'retry' : 'stop'),
});
export const ready: Promise<void> = OpenFeature.setProviderAndWait(new HoldfastWebProvider({ endpoint: 'https://flags.example' }));
export const hooks = [FlagsProvider, useFlag];
