import type { Http, Options } from './http.ts';
import type { Page } from './types.ts';

export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [name: string]: Plain };
export type SettingType = 'boolean' | 'integer' | 'duration' | 'bytes' | 'choice' | 'text' | 'list';

export interface Setting {
  readonly name: string;
  readonly type: SettingType;
  /** What values there are, for people: "1 to 1000 requests". */
  readonly bounds: string;
  readonly choices: readonly string[];
  readonly default: Plain;
  readonly applies_to: string;
  readonly component: string;
  readonly description: string;
}

/** A value that some instances have before all others. */
export interface Stage {
  readonly value: Plain;
  readonly cells?: readonly string[];
  readonly percent?: number;
}

/** What is said about a setting; without a value the default holds everywhere else. */
export interface Entry {
  readonly value?: Plain;
  readonly stage?: Stage;
}

export interface ConfigurationDocument {
  readonly settings?: Readonly<Record<string, Entry>>;
}

export interface SettingChange {
  readonly name: string;
  readonly before: Entry | null;
  readonly after: Entry | null;
}

export interface ConfigurationVersion {
  readonly version: string;
  readonly sequence: number;
  readonly published: string | null;
  readonly by: string;
  readonly reason: string;
  readonly changes: readonly SettingChange[];
}

export interface ConfigurationProblem {
  readonly pointer: string;
  readonly message: string;
  readonly next: string;
}

export interface Configuration {
  readonly version: ConfigurationVersion;
  readonly document: ConfigurationDocument;
  /** Parts of it that do not hold with the program that runs. */
  readonly problems: readonly ConfigurationProblem[];
}

export interface Checked {
  readonly problems: readonly ConfigurationProblem[];
  readonly changes: readonly SettingChange[];
}

export type Origin = 'default' | 'everywhere' | 'stage';

export interface EffectiveValue {
  readonly name: string;
  readonly value: Plain;
  readonly origin: string;
}

export interface Effective {
  readonly instance: string;
  readonly cells: readonly string[];
  readonly version: string;
  readonly values: readonly EffectiveValue[];
}

/** What holds for one agent, and whether it has it already. */
export interface AgentConfiguration {
  readonly agent: string;
  readonly tag: string;
  /** What the agent had when it was last heard of; the same as the tag once it has all of it. */
  readonly taken: string | null;
  readonly values: readonly EffectiveValue[];
}

/** Everything the page of the configuration shows, as of one moment. */
export interface ConfigurationOverview {
  readonly settings: readonly Setting[];
  readonly configuration: Configuration;
  readonly effective: Effective;
}

const BASE = '/api/v1/configuration';
const PAGE = 50;

/** What may change at servers and agents while they run. */
export class ConfigurationApi {
  readonly http: Http;

  constructor(http: Http) {
    this.http = http;
  }

  async overview(options: Options = {}): Promise<ConfigurationOverview> {
    const [settings, configuration, effective] = await Promise.all([this.settings(options), this.current(options), this.effective(options)]);
    return { settings, configuration, effective };
  }

  async settings(options: Options = {}): Promise<readonly Setting[]> {
    return (await this.#fetch<{ settings: Setting[] }>('/settings', options)).settings;
  }

  current(options: Options = {}): Promise<Configuration> {
    return this.#fetch<Configuration>('', options);
  }

  effective(options: Options = {}): Promise<Effective> {
    return this.#fetch<Effective>('/effective', options);
  }

  async history(before: string | null, options: Options = {}): Promise<Page<ConfigurationVersion>> {
    const page = await this.#fetch<{ versions: ConfigurationVersion[]; next: string | null }>('/history', { ...options, query: { before, limit: PAGE } });
    return { items: page.versions, next: page.next };
  }

  async difference(from: number, to: number, options: Options = {}): Promise<readonly SettingChange[]> {
    return (await this.#fetch<{ changes: SettingChange[] }>('/diff', { ...options, query: { from, to } })).changes;
  }

  async check(document: ConfigurationDocument, options: Options = {}): Promise<Checked> {
    return (await this.http.call('POST', `${BASE}/check`, { ...options, body: { document } })).body as Checked;
  }

  /** Publishes on top of the version that was read; 412 when there is a newer one. */
  async publish(document: ConfigurationDocument, reason: string, read: number, options: Options = {}): Promise<ConfigurationVersion> {
    return (await this.http.call('PUT', BASE, { ...options, ifMatch: read, body: { document, reason } })).body as ConfigurationVersion;
  }

  async rollBack(to: number, reason: string, read: number, options: Options = {}): Promise<ConfigurationVersion> {
    return (await this.http.call('POST', `${BASE}/rollback`, { ...options, flag: 'operations.roll-back-configuration', ifMatch: read, body: { to, reason } })).body as ConfigurationVersion;
  }

  async #fetch<T>(path: string, options: Options): Promise<T> {
    return (await this.http.call('GET', BASE + path, options)).body as T;
  }
}
