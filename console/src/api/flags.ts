import type { Answer, Http, Options } from './http.ts';
import type {
  Difference, Explanation, FlagChange, FlagDocument, FlagEdit, FlagEnvironment, FlagOutcome, FlagProblem, FlagProject, FlagRollout, FlagVersion, Json, StaleFlag,
} from './flagTypes.ts';
import { ApiError } from './errors.ts';
import type { Page } from './types.ts';

const BASE = '/api/v1/flags/projects';

export type Settings = Pick<FlagEnvironment, 'approval' | 'evaluation' | 'origins'>;

export interface RolloutOrder {
  readonly flag: string;
  readonly variant: string;
  readonly otherwise: string;
  readonly percents: readonly number[];
  readonly pause_seconds: number;
  readonly metric?: string;
  readonly reason: string;
}

/** Projects and environments of the whole server. */
export class FlagsApi {
  readonly http: Http;

  constructor(http: Http) {
    this.http = http;
  }

  async projects(options: Options = {}): Promise<readonly FlagProject[]> {
    return ((await this.http.call('GET', BASE, options)).body as { projects: FlagProject[] }).projects;
  }

  async addProject(name: string, options: Options = {}): Promise<void> {
    await this.http.call('POST', BASE, { ...options, body: { name } });
  }

  async addEnvironment(project: string, name: string, options: Options = {}): Promise<void> {
    await this.http.call('POST', `${BASE}/${encodeURIComponent(project)}/environments`, { ...options, body: { name } });
  }

  /** Takes an environment, or its whole project, out of service with all that uses it. Gives what ended, in words. */
  async archive(project: string, environment: string | null, options: Options = {}): Promise<readonly string[]> {
    const place = `${BASE}/${encodeURIComponent(project)}${environment === null ? '' : `/environments/${encodeURIComponent(environment)}`}`;
    return ((await this.http.call('DELETE', place, { ...options, query: { force: 'true' } })).body as { ended: string[] }).ended;
  }

  of(project: string, environment: string): EnvironmentFlags {
    return new EnvironmentFlags(this.http, `${BASE}/${encodeURIComponent(project)}/environments/${encodeURIComponent(environment)}`);
  }
}

/** The flags of one environment. */
export class EnvironmentFlags {
  readonly http: Http;
  readonly base: string;

  constructor(http: Http, base: string) {
    this.http = http;
    this.base = base;
  }

  environment(options: Options = {}): Promise<FlagEnvironment> {
    return this.#fetch<FlagEnvironment>('', options);
  }

  change(settings: Partial<Settings>, options: Options = {}): Promise<FlagEnvironment> {
    return this.#send<FlagEnvironment>('PATCH', '', settings, options);
  }

  /** What is served, or was under that version. */
  document(version: number, options: Options = {}): Promise<FlagDocument> {
    return this.#fetch<FlagDocument>('/document', { ...options, query: { version } });
  }

  async history(flag: string | null, after: string | null, options: Options = {}): Promise<Page<FlagVersion>> {
    const page = await this.#fetch<{ versions: FlagVersion[]; next: string | null }>('/history', { ...options, query: { flag, after, limit: 100 } });
    return { items: page.versions, next: page.next };
  }

  async diff(from: number, to: number, options: Options = {}): Promise<readonly Difference[]> {
    return (await this.#fetch<{ differences: Difference[] }>('/diff', { ...options, query: { from, to } })).differences;
  }

  async stale(options: Options = {}): Promise<readonly StaleFlag[]> {
    return (await this.#fetch<{ flags: StaleFlag[] }>('/stale', options)).flags;
  }

  /** By what is served, or by a definition of the flag that is not published yet. */
  explain(flag: string, context: Json, draft: Json | null, options: Options = {}): Promise<Explanation> {
    const edits = draft === null ? {} : { edits: [{ kind: 'put', flag, definition: draft }] };
    return this.#send<Explanation>('POST', '/explain', { flag, context, ...edits }, options);
  }

  edit(edits: readonly FlagEdit[], reason: string, options: Options = {}): Promise<FlagOutcome> {
    return this.#ask('/changes', { edits, reason }, options);
  }

  rollback(version: number, flag: string | null, reason: string, options: Options = {}): Promise<FlagOutcome> {
    return this.#ask('/rollback', { version, ...(flag === null ? {} : { flag }), reason }, options);
  }

  async changes(options: Options = {}): Promise<readonly FlagChange[]> {
    return (await this.#fetch<{ changes: FlagChange[] }>('/changes', options)).changes;
  }

  decide(id: string, decision: 'approve' | 'reject' | 'withdraw', options: Options = {}): Promise<FlagChange> {
    return this.#send<FlagChange>('POST', `/changes/${encodeURIComponent(id)}`, { decision }, options);
  }

  async rollouts(options: Options = {}): Promise<readonly FlagRollout[]> {
    return (await this.#fetch<{ rollouts: FlagRollout[] }>('/rollouts', options)).rollouts;
  }

  begin(order: RolloutOrder, options: Options = {}): Promise<FlagOutcome> {
    return this.#ask('/rollouts', order, options);
  }

  async cancel(rollout: string, options: Options = {}): Promise<void> {
    await this.http.call('DELETE', `${this.base}/rollouts/${encodeURIComponent(rollout)}`, options);
  }

  async #fetch<T>(path: string, options: Options): Promise<T> {
    return (await this.http.call('GET', this.base + path, options)).body as T;
  }

  async #send<T>(method: 'POST' | 'PATCH', path: string, body: unknown, options: Options): Promise<T> {
    return (await this.http.call(method, this.base + path, { ...options, body })).body as T;
  }

  async #ask(path: string, body: unknown, options: Options): Promise<FlagOutcome> {
    return outcomeOf(await this.http.call('POST', this.base + path, { ...options, body }));
  }
}

/** 202 is a change that waits, anything else says what was published. */
export function outcomeOf({ status, body }: Answer): FlagOutcome {
  return status === 202 ? { outcome: 'waits', change: body as FlagChange } : body as FlagOutcome;
}

/** What a refused document lists; none for another failure. */
export function problemsOf(error: ApiError | null): readonly FlagProblem[] {
  const body = error?.body;
  return typeof body === 'object' && body !== null && 'problems' in body && Array.isArray(body.problems) ? body.problems as FlagProblem[] : [];
}
