import type { Http, Options } from './http.ts';

export type ExperimentState = 'draft' | 'running' | 'stopped';
export type Finding = 'too_few' | 'undecided' | 'better' | 'worse' | 'holds' | 'broken';

export interface PlannedMetric {
  readonly name: string;
  readonly kind: 'sum' | 'conversion' | null;
  readonly better: 'higher' | 'lower' | null;
  readonly covariate: string | null;
  /** Of a guardrail, as part of the control's mean. */
  readonly margin: number | null;
}

export interface ExperimentPlan {
  readonly name: string;
  readonly flag: string;
  /** The control first. */
  readonly variants: readonly { readonly name: string; readonly weight: number | null }[];
  readonly primary: PlannedMetric;
  readonly guardrails: readonly PlannedMetric[] | null;
  readonly secondary: readonly PlannedMetric[] | null;
  readonly unit: string | null;
  readonly assignment: 'by_rule' | 'sticky' | null;
  readonly window_minutes: number | null;
  readonly planned_units: number | null;
}

export interface Experiment {
  readonly project: string;
  readonly environment: string;
  readonly state: ExperimentState;
  readonly created: string;
  readonly started: string | null;
  readonly stopped: string | null;
  readonly experiment: ExperimentPlan;
}

export interface Range {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

export interface Effect {
  readonly absolute: Range;
  readonly relative: Range | null;
  /** Without regard to a covariate; null if the metric has none. */
  readonly unadjusted: Range | null;
  readonly explained: number;
  /** How often one of the intervals is wrong at any look. */
  readonly error: number;
}

export interface VariantResult {
  readonly variant: string;
  readonly units: number;
  readonly mean: number;
  readonly effect: Effect | null;
  readonly finding: Finding | null;
}

export interface MetricResult {
  readonly metric: string;
  readonly part: 'primary' | 'guardrail' | 'secondary';
  readonly variants: readonly VariantResult[];
}

export interface ExperimentResults {
  readonly experiment: Experiment;
  readonly results: {
    readonly division: { readonly mismatch: boolean; readonly sequential_p: number; readonly chi_squared_p: number };
    readonly variants: readonly { readonly variant: string; readonly assigned: number; readonly apart: number }[];
    readonly metrics: readonly MetricResult[];
  };
  readonly late_events: number;
  readonly dropped_events: number;
}

/** An environment of feature flags, by name. */
export interface Place {
  readonly project: string;
  readonly environment: string;
}

const BASE = '/api/v1/experiments';

/** Experiments of the whole server. */
export class ExperimentsApi {
  readonly http: Http;

  constructor(http: Http) {
    this.http = http;
  }

  async places(options: Options = {}): Promise<readonly Place[]> {
    const answer = await this.http.call('GET', '/api/v1/flags/projects', options);
    const { projects } = answer.body as { projects: readonly { name: string; environments: readonly { name: string }[] }[] };
    return projects.flatMap((project) => project.environments.map((environment) => ({ project: project.name, environment: environment.name })));
  }

  async list(place: Place, options: Options = {}): Promise<readonly Experiment[]> {
    return ((await this.http.call('GET', pathOf(place), options)).body as { experiments: Experiment[] }).experiments;
  }

  async results(place: Place, name: string, options: Options = {}): Promise<ExperimentResults> {
    return (await this.http.call('GET', `${pathOf(place)}/${encodeURIComponent(name)}/results`, options)).body as ExperimentResults;
  }

  async act(place: Place, name: string, act: 'start' | 'stop', options: Options = {}): Promise<Experiment> {
    return (await this.http.call('POST', `${pathOf(place)}/${encodeURIComponent(name)}/${act}`, options)).body as Experiment;
  }
}

function pathOf({ project, environment }: Place): string {
  return `${BASE}/${encodeURIComponent(project)}/${encodeURIComponent(environment)}`;
}
