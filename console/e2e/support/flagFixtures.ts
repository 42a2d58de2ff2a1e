import type { Difference, Explanation, FlagChange, FlagDefinition, FlagEnvironment, FlagRollout, FlagVersion, StaleFlag } from '../../src/api/flagTypes.ts';
import { ago } from './fixtures.ts';

const HASH = '5f056094cf4d586b4102c493579766712ebfc967ea045bf7ff919cdc8afa348e';
export const CHECKOUT = 'shop/new-checkout';
export const ENVIRONMENT = '/api/v1/flags/projects/:project/environments/:environment';

function environment(project: string, name: string, change: Partial<FlagEnvironment> = {}): FlagEnvironment {
  return {
    project, name, approval: 'none', evaluation: 'known', origins: [], flags_version: `12-${HASH}`, sequence: 12, flags: 5, endpoint: `/flags/${project}/${name}`, ...change,
  };
}

export const production = environment('default', 'production', { approval: 'four_eyes', evaluation: 'open', origins: ['https://shop.example', 'https://m.shop.example'] });

export const projects = [
  { name: 'default', environments: [production] },
  { name: 'shop', environments: [environment('shop', 'staging', { sequence: 3, flags: 1 })] },
];

export const flags: Readonly<Record<string, FlagDefinition>> = {
  [CHECKOUT]: {
    state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off',
    targeting: { if: [{ $ref: 'staff' }, 'on', { and: [{ '==': [{ var: 'plan' }, 'pro'] }, { sem_ver: [{ var: 'version' }, '>=', '2.1.0'] }] }, 'on', { fractional: [['on', 10], ['off', 90]] }] },
    metadata: { owner: 'shop', stage: '10%' },
  },
  banner: { state: 'ENABLED', variants: { spring: 'Spring sale', none: '' }, defaultVariant: 'spring', metadata: { owner: 'shop', expires: '2026-03-01' } },
  'express-pay': { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off', metadata: { owner: '<img src=x onerror=window.hurt=1>' } },
  'rows-per-page': { state: 'ENABLED', variants: { few: 20, many: 100 }, defaultVariant: 'few', targeting: { fractional: [{ var: 'company' }, ['few', 3], ['many', 1]] } },
  [`old-${'search'.repeat(12)}`]: { state: 'DISABLED', variants: { on: true, off: false }, defaultVariant: 'on', metadata: { stage: 'archived' } },
};

function version(sequence: number, change: Partial<FlagVersion> = {}): FlagVersion {
  return {
    flags_version: `${sequence}-${HASH}`, sequence, time: ago((13 - sequence) * 20), author: 'ann', approver: null, reason: 'the spring sale begins', origin: 'edit', changed: ['banner'], ...change,
  };
}

export const versions: readonly FlagVersion[] = [
  version(12, { changed: [CHECKOUT], reason: 'ten per cent of all users', origin: 'rollout' }),
  version(11, { approver: 'ben' }),
  version(10, { author: 'ben', changed: ['express-pay'], reason: 'payments fail <b>badly</b>' }),
  version(9, { origin: 'rollback', reason: 'mended', changed: [CHECKOUT, 'banner', 'express-pay', 'rows-per-page', 'a', 'b', 'c'] }),
  version(8, { origin: 'document', changed: [] }),
];

export const stale: readonly StaleFlag[] = [
  { flag: 'banner', reasons: ['expired', 'unchanged'], owner: 'shop', changed: ago(40) },
  { flag: `old-${'search'.repeat(12)}`, reasons: ['finished'], owner: '', changed: ago(5000) },
];

export const differences: readonly Difference[] = [
  {
    kind: 'changed', part: 'flags', name: CHECKOUT, places: ['/targeting/if/4/fractional/0/1', '/metadata/stage'],
    before: { ...flags[CHECKOUT], targeting: { if: [1, 2, 3, 4, { fractional: [['on', 5]] }] }, metadata: { stage: '5%' } } as never,
    after: { ...flags[CHECKOUT], targeting: { if: [1, 2, 3, 4, { fractional: [['on', 10]] }] }, metadata: { stage: '10%' } } as never,
  },
  { kind: 'added', part: 'flags', name: 'express-pay', places: [''], before: null, after: flags['express-pay'] as never },
  { kind: 'removed', part: '$evaluators', name: 'staff', places: [''], before: { ends_with: [{ var: 'email' }, '@example.com'] }, after: null },
];

export const explanation: Explanation = {
  flag: CHECKOUT, flags_version: `12-${HASH}`, value: false, variant: 'off', reason: 'SPLIT', error_code: null, message: null,
  unmet: [],
  steps: [
    { pointer: '/flags/shop~1new-checkout/targeting', depth: 0, operator: 'if', given: flags[CHECKOUT]?.targeting ?? null, value: 'off' },
    { pointer: '/flags/shop~1new-checkout/targeting/if/0', depth: 1, operator: 'ends_with', given: [{ var: 'email' }, '@example.com'], value: null },
    { pointer: '/flags/shop~1new-checkout/targeting/if/0/ends_with/0', depth: 2, operator: 'var', given: 'email', value: null },
    { pointer: '/flags/shop~1new-checkout/targeting/if/4', depth: 1, operator: 'fractional', given: [['on', 10], ['off', 90]], value: 'off' },
    { pointer: '/deep', depth: 12, operator: 'cat', given: ['x'.repeat(300)], value: 'x'.repeat(300) },
  ],
};

function change(at: number, more: Partial<FlagChange>): FlagChange {
  return {
    id: `7b79aa2ea36404940162bb80c4631e${10 + at}`, state: 'pending', kind: 'edits', flags: ['banner'], edits: [{ kind: 'serve', flag: 'banner', variant: 'none' }], author: 'ben',
    reason: 'the sale is over', base: 12, asked: ago(at + 1), due: null, decider: null, outcome: '', sequence: null, ...more,
  };
}

export const changes: readonly FlagChange[] = [
  change(0, {}),
  change(1, { author: 'ann', kind: 'document', flags: [], edits: [], reason: 'everything anew' }),
  change(2, { state: 'scheduled', due: ago(-40), edits: [{ kind: 'serve', flag: 'banner', variant: 'spring' }] }),
  change(3, { state: 'applied', decider: 'ann', sequence: 11, outcome: 'published as version 11' }),
  change(4, { state: 'failed', outcome: 'flag \'banner\' was changed by version 11 meanwhile' }),
  change(5, { state: 'rejected', decider: 'ann', kind: 'rollback', edits: [], flags: [] }),
];

function rollout(at: number, more: Partial<FlagRollout>): FlagRollout {
  return {
    id: `rollout-${at}`, flag: CHECKOUT, variant: 'on', state: 'running', percent: 10, percents: [1, 5, 10, 50, 100], pause_seconds: 86_400, since: ago(9), metric: 'errors/checkout',
    why: 'the next step is due in 15 hours', author: 'ann', reason: 'step by step', ...more,
  };
}

export const rollouts: readonly FlagRollout[] = [
  rollout(0, {}),
  rollout(1, { flag: 'rows-per-page', variant: 'many', state: 'stopped', percent: 5, why: 'errors/checkout was reported broken: 4 % of all payments fail; the flag was taken back' }),
  rollout(2, { flag: 'banner', variant: 'spring', state: 'finished', percent: 100, metric: null, why: 'everybody has it' }),
];

/** What the pages about flags ask, with something to show, */
export const FLAG_ANSWERS = {
  'GET /api/v1/flags/projects': () => ({ projects }),
  [`GET ${ENVIRONMENT}`]: () => production,
  [`GET ${ENVIRONMENT}/document`]: () => ({ flags }),
  [`GET ${ENVIRONMENT}/history`]: () => ({ versions, next: null }),
  [`GET ${ENVIRONMENT}/stale`]: () => ({ flags_version: production.flags_version, flags: stale }),
  [`GET ${ENVIRONMENT}/diff`]: () => ({ from: '11', to: '12', differences }),
  [`POST ${ENVIRONMENT}/explain`]: () => explanation,
  [`GET ${ENVIRONMENT}/changes`]: () => ({ changes }),
  [`GET ${ENVIRONMENT}/rollouts`]: () => ({ rollouts }),
};

/** and with nothing. */
export const NO_FLAG_ANSWERS = {
  ...FLAG_ANSWERS,
  'GET /api/v1/flags/projects': () => ({ projects: [{ name: 'default', environments: [environment('default', 'production', { sequence: 0, flags: 0 })] }] }),
  [`GET ${ENVIRONMENT}`]: () => environment('default', 'production', { sequence: 0, flags: 0 }),
  [`GET ${ENVIRONMENT}/document`]: () => ({ flags: {} }),
  [`GET ${ENVIRONMENT}/history`]: () => ({ versions: [], next: null }),
  [`GET ${ENVIRONMENT}/stale`]: () => ({ flags_version: '0', flags: [] }),
  [`GET ${ENVIRONMENT}/diff`]: () => ({ from: '0', to: '0', differences: [] }),
  [`GET ${ENVIRONMENT}/changes`]: () => ({ changes: [] }),
  [`GET ${ENVIRONMENT}/rollouts`]: () => ({ rollouts: [] }),
};
