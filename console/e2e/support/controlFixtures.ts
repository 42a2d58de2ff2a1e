import type {
  AgentConfiguration, Configuration, ConfigurationVersion, Effective, Setting, SettingChange,
} from '../../src/api/configuration.ts';
import type { Effect, Experiment, ExperimentResults, Finding, VariantResult } from '../../src/api/experiments.ts';
import { ago } from './fixtures.ts';

function setting(name: string, change: Partial<Setting>): Setting {
  return { name, type: 'integer', bounds: '1 to 1000 requests', choices: [], default: 32, applies_to: 'servers', component: 'limits', description: 'How many are served at once; others wait.', ...change };
}

export const settings: readonly Setting[] = [
  setting('limit.upload.places', { description: 'How many uploads of packs are served at once; others wait.' }),
  setting('limit.upload.patience', { type: 'duration', bounds: '500ms to 1min', default: '10s', description: 'How long an upload waits for a place before it is turned away.' }),
  setting('agent.bandwidth.upload', { type: 'bytes', bounds: '0 to 1T bytes', default: 0, applies_to: 'agents', component: 'agent', description: 'The most bytes a second that an agent sends.' }),
  setting('log.level.server', { type: 'choice', bounds: 'info, warning, error', choices: ['info', 'warning', 'error'], default: 'info', component: 'log', description: 'What the log holds of the server itself.' }),
  setting('log.requests.quiet', { type: 'list', bounds: 'at most 100, such as ["/metrics"]', default: ['/health/live', '/health/ready', '/metrics'], component: 'log', description: 'Routes of which requests that went well are never logged.' }),
  setting('upkeep.paused', { type: 'boolean', bounds: 'true or false', default: false, component: 'upkeep', description: 'Whether nothing begins by schedule.' }),
];

const staged = { value: 40, stage: { value: 64, cells: ['eu-1'], percent: 10 } };
const places: SettingChange = { name: 'limit.upload.places', before: { value: 40 }, after: staged };

function version(sequence: number, change: Partial<ConfigurationVersion> = {}): ConfigurationVersion {
  return { version: `${sequence}-9f2c41aa`, sequence, published: ago((8 - sequence) * 30), by: sequence % 2 ? 'ann' : 'ben', reason: 'new disks', changes: [places], ...change };
}

export const versions: readonly ConfigurationVersion[] = [
  version(7),
  version(6, { reason: '<b>slow</b> uplinks', changes: [{ name: 'agent.bandwidth.upload', before: null, after: { value: 10 * 1024 ** 2 } }] }),
  version(5, { reason: 'uploads were refused', changes: [{ name: 'limit.upload.places', before: null, after: { value: 40 } }] }),
];

export const configuration: Configuration = {
  version: version(7), document: { settings: { 'limit.upload.places': staged, 'agent.bandwidth.upload': { value: 10 * 1024 ** 2 } } },
  problems: [{ pointer: '/settings/limit.old', message: 'there is no such setting', next: 'leave it out' }],
};

export const newer: Configuration = {
  ...configuration, version: version(8, { by: 'cleo', reason: 'an outage', published: ago(0.1), changes: [{ name: 'upkeep.paused', before: null, after: { value: true } }] }),
  document: { settings: { ...configuration.document.settings, 'upkeep.paused': { value: true } } },
};

const effective: Effective = {
  instance: '7c1f', cells: ['eu-1'], version: '7-9f2c41aa',
  values: settings.filter((one) => one.applies_to === 'servers').map((one) => one.name === 'limit.upload.places'
    ? { name: one.name, value: 64, origin: 'stage' } : { name: one.name, value: one.default, origin: 'default' }),
};

const ofAgent: AgentConfiguration = {
  agent: 'a', tag: '11', taken: '10',
  values: [{ name: 'agent.bandwidth.upload', value: 10 * 1024 ** 2, origin: 'everywhere' }, { name: 'agent.log.level', value: 'info', origin: 'default' }],
};

function experiment(name: string, change: Partial<Experiment> = {}): Experiment {
  return {
    project: 'shop', environment: 'production', state: 'running', created: ago(400), started: ago(200), stopped: null,
    experiment: {
      name, flag: 'new-checkout', variants: [{ name: 'off', weight: 1 }, { name: 'on', weight: 1 }],
      primary: { name: 'revenue', kind: 'sum', better: 'higher', covariate: 'revenue', margin: null },
      guardrails: [{ name: 'page-errors', kind: 'sum', better: 'lower', covariate: null, margin: 0.05 }],
      secondary: [{ name: 'newsletter', kind: 'conversion', better: 'higher', covariate: null, margin: null }],
      unit: 'targetingKey', assignment: 'by_rule', window_minutes: 1440, planned_units: 20_000,
    },
    ...change,
  };
}

export const experiments: readonly Experiment[] = [
  experiment('checkout'), experiment('search-box', { state: 'draft', started: null }), experiment('old-menu', { state: 'stopped', stopped: ago(20) }),
];

function variants(means: readonly [number, number], range: readonly [number, number, number], finding: Finding, change: Partial<Effect> = {}): readonly VariantResult[] {
  const [estimate, lower, upper] = range;
  const absolute = { estimate, lower, upper };
  const relative = { estimate: estimate / means[0], lower: lower / means[0], upper: upper / means[0] };
  return [
    { variant: 'off', units: 2000, mean: means[0], effect: null, finding: null },
    { variant: 'on', units: 2000, mean: means[1], effect: { absolute, relative, unadjusted: null, explained: 0, error: 0.05, ...change }, finding },
  ];
}

export const results: ExperimentResults = {
  experiment: experiment('checkout'), late_events: 3, dropped_events: 0,
  results: {
    division: { mismatch: false, sequential_p: 1, chi_squared_p: 0.7 },
    variants: [{ variant: 'off', assigned: 2000, apart: 0 }, { variant: 'on', assigned: 2000, apart: 4 }],
    metrics: [
      { metric: 'revenue', part: 'primary', variants: variants([50.82, 54.02], [3.9661, 3.4817, 4.4506], 'better', { unadjusted: { estimate: 3.2, lower: 2.1, upper: 4.3 }, explained: 0.64 }) },
      { metric: 'page-errors', part: 'guardrail', variants: variants([1.006, 0.977], [-0.0285, -0.1063, 0.0493], 'holds') },
      { metric: 'newsletter', part: 'secondary', variants: variants([0.2, 0.2], [0, -0.0384, 0.0384], 'undecided') },
    ],
  },
};

const PROJECTS = { projects: [{ name: 'shop', environments: [{ name: 'production' }, { name: 'staging' }] }] };
const BASE = '/api/v1/experiments/:project/:environment';

type Answers = Readonly<Record<string, () => unknown>>;

/** What the pages of the configuration and of experiments ask. */
export const CONTROL_ANSWERS: Answers = {
  'GET /api/v1/configuration': () => configuration,
  'GET /api/v1/configuration/settings': () => ({ settings }),
  'GET /api/v1/configuration/effective': () => effective,
  'GET /api/v1/configuration/history': () => ({ versions, next: null }),
  'GET /api/v1/configuration/diff': () => ({ from: 6, to: 7, changes: [places] }),
  'GET /agents/:id/configuration': () => ofAgent,
  'GET /api/v1/flags/projects': () => PROJECTS,
  [`GET ${BASE}`]: () => ({ experiments }),
  [`GET ${BASE}/:name/results`]: () => results,
};

const NO_UNITS = results.results.metrics.map((metric) => ({
  ...metric, variants: metric.variants.map((one, at) => ({ ...one, units: 0, mean: 0, effect: null, finding: at === 0 ? null : 'too_few' })),
}));

export const NO_CONTROL_ANSWERS: Answers = {
  'GET /api/v1/configuration/settings': () => ({ settings: [] }),
  'GET /api/v1/configuration/history': () => ({ versions: [], next: null }),
  'GET /agents/:id/configuration': () => ({ ...ofAgent, taken: null, values: [] }),
  'GET /api/v1/flags/projects': () => ({ projects: [] }),
  [`GET ${BASE}`]: () => ({ experiments: [] }),
  [`GET ${BASE}/:name/results`]: () => ({
    ...results, experiment: experiments[1], late_events: 0,
    results: { ...results.results, variants: results.results.variants.map((one) => ({ ...one, assigned: 0, apart: 0 })), metrics: NO_UNITS },
  }),
};
