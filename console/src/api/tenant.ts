import type { AgentConfiguration } from './configuration.ts';
import { type Http, type Options, urlOf } from './http.ts';
import { flagOfJob } from './ownFlags.ts';
import type {
  Agent, Approval, DiffPage, Entry, EntryPage, FileHistory, Job, JobKind, Page, Policy, Snapshot, Storage, StorageSample,
} from './types.ts';

export interface SnapshotFilter {
  readonly query?: string;
  readonly tag?: string;
  readonly host?: string;
  readonly agent?: string;
}

export interface RestoreOrder {
  readonly agent: string;
  readonly snapshot: string;
  readonly paths_base64: readonly string[];
  readonly target: string;
  readonly existing: 'keep' | 'replace';
}

/** A change either took effect, or waits for a second person. */
export type Changed<T> =
  | { readonly outcome: 'done'; readonly value: T }
  | { readonly outcome: 'approval'; readonly approval: Approval };

/** Everything under one tenant but access, which has its own client. */
export class TenantApi {
  readonly http: Http;
  readonly tenant: string;
  readonly base: string;

  constructor(http: Http, tenant: string) {
    this.http = http;
    this.tenant = tenant;
    this.base = `/api/v1/tenants/${encodeURIComponent(tenant)}`;
  }

  async agents(options: Options = {}): Promise<readonly Agent[]> {
    return (await this.#fetch<{ agents: Agent[] }>('/agents', options)).agents;
  }

  agent(id: string, options: Options = {}): Promise<Agent> {
    return this.#fetch<Agent>(`/agents/${encodeURIComponent(id)}`, options);
  }

  agentConfiguration(id: string, options: Options = {}): Promise<AgentConfiguration> {
    return this.#fetch<AgentConfiguration>(`/agents/${encodeURIComponent(id)}/configuration`, options);
  }

  async forgetAgent(id: string, options: Options = {}): Promise<void> {
    await this.http.call('DELETE', `${this.base}/agents/${encodeURIComponent(id)}`, { ...options, flag: 'operations.revoke-access' });
  }

  backUpNow(id: string, schedule: string | null, options: Options = {}): Promise<Job> {
    return this.#post<Job>(`/agents/${encodeURIComponent(id)}/backup`, schedule === null ? {} : { schedule }, options);
  }

  async snapshots(filter: SnapshotFilter, after: string | null, options: Options = {}): Promise<Page<Snapshot>> {
    const page = await this.#fetch<{ snapshots: Snapshot[]; next: string | null }>(
      '/browse/snapshots', { ...options, query: { ...filter, after, limit: 100 } });
    return { items: page.snapshots, next: page.next };
  }

  snapshot(id: string, options: Options = {}): Promise<Snapshot> {
    return this.#fetch<Snapshot>(`/browse/snapshots/${id}`, options);
  }

  async protect(snapshot: Snapshot, options: Options = {}): Promise<void> {
    await this.#change(snapshot, { protected: true }, options);
  }

  /** Takes the protection away, which waits for a second person. */
  async unprotect(snapshot: Snapshot, options: Options = {}): Promise<Changed<null>> {
    return this.#change(snapshot, { protected: false }, options);
  }

  async setTags(snapshot: Snapshot, tags: readonly string[], options: Options = {}): Promise<void> {
    await this.http.call('PATCH', `${this.base}/browse/snapshots/${snapshot.id}`, { ...options, body: { tags }, ifMatch: snapshot.version });
  }

  async forget(snapshot: Snapshot, options: Options = {}): Promise<void> {
    await this.http.call('DELETE', `${this.base}/snapshots/${snapshot.id}`, { ...options, flag: 'operations.delete-snapshots', ifMatch: snapshot.version });
  }

  async entries(id: string, path: string, filter: string, after: string | null, options: Options = {}): Promise<Page<Entry>> {
    const page = await this.#fetch<EntryPage>(
      `/browse/snapshots/${id}/entries`, { ...options, query: { path_base64: path, filter, after, limit: 1000 } });
    return { items: page.entries, next: page.next };
  }

  history(path: string, options: Options = {}): Promise<FileHistory> {
    return this.#fetch<FileHistory>('/browse/history', { ...options, query: { path_base64: path } });
  }

  diff(from: string, to: string, after: string | null, options: Options = {}): Promise<DiffPage> {
    return this.#fetch<DiffPage>('/browse/diff', { ...options, query: { from, to, after, limit: 1000 } });
  }

  fileUrl(id: string, path: string): string {
    return urlOf(`${this.base}/browse/snapshots/${id}/file`, { path_base64: path });
  }

  zipUrl(id: string, path: string): string {
    return urlOf(`${this.base}/browse/snapshots/${id}/zip`, { path_base64: path });
  }

  restore(order: RestoreOrder, options: Options = {}): Promise<Job> {
    return this.#post<Job>('/restores', order, { ...options, flag: 'operations.restore-to-machines' });
  }

  async jobs(filter: { state?: string; kind?: string }, after: string | null, options: Options = {}): Promise<Page<Job>> {
    const page = await this.#fetch<{ jobs: Job[]; next: string | null }>('/jobs', { ...options, query: { ...filter, after, limit: 50 } });
    return { items: page.jobs, next: page.next };
  }

  job(id: string, options: Options = {}): Promise<Job> {
    return this.#fetch<Job>(`/jobs/${encodeURIComponent(id)}`, options);
  }

  startJob(kind: JobKind, options: Options = {}): Promise<Job> {
    const flag = flagOfJob(kind);
    return this.#post<Job>('/jobs', { kind, parameters: {} }, flag === undefined ? options : { ...options, flag });
  }

  async cancelJob(id: string, options: Options = {}): Promise<Job> {
    return (await this.http.call('DELETE', `${this.base}/jobs/${encodeURIComponent(id)}`, options)).body as Job;
  }

  policy(options: Options = {}): Promise<Policy> {
    return this.#fetch<Policy>('/policy', options);
  }

  async setPolicy(policy: Policy, options: Options = {}): Promise<Changed<Policy>> {
    const answer = await this.http.call('PUT', `${this.base}/policy`, { ...options, body: policy, ifMatch: policy.version });
    return answer.status === 202
      ? { outcome: 'approval', approval: (answer.body as { approval: Approval }).approval }
      : { outcome: 'done', value: answer.body as Policy };
  }

  previewPolicy(policy: Policy, options: Options = {}): Promise<{ forget: readonly string[]; keep: number }> {
    return this.#post('/policy/preview', policy, options);
  }

  async approvals(options: Options = {}): Promise<readonly Approval[]> {
    return (await this.#fetch<{ approvals: Approval[] }>('/approvals', options)).approvals;
  }

  async decide(id: string, decision: 'approve' | 'reject', options: Options = {}): Promise<void> {
    await this.#post(`/approvals/${encodeURIComponent(id)}`, { decision }, options);
  }

  storage(options: Options = {}): Promise<Storage> {
    return this.#fetch<Storage>('/storage', options);
  }

  async storageHistory(days: number, options: Options = {}): Promise<readonly StorageSample[]> {
    return (await this.#fetch<{ samples: StorageSample[] }>('/storage/history', { ...options, query: { days } })).samples;
  }

  eventsUrl(topics: readonly string[]): string {
    return urlOf(`${this.base}/events`, { topics: topics.join(',') });
  }

  async #change(snapshot: Snapshot, change: { protected: boolean }, options: Options): Promise<Changed<null>> {
    const answer = await this.http.call(
      'PATCH', `${this.base}/snapshots/${snapshot.id}`, { ...options, body: change, ifMatch: snapshot.version });
    return answer.status === 202
      ? { outcome: 'approval', approval: (answer.body as { approval: Approval }).approval }
      : { outcome: 'done', value: null };
  }

  async #fetch<T>(path: string, options: Options): Promise<T> {
    return (await this.http.call('GET', this.base + path, options)).body as T;
  }

  async #post<T>(path: string, body: unknown, options: Options): Promise<T> {
    return (await this.http.call('POST', this.base + path, { ...options, body })).body as T;
  }
}
