import { type Http, type Options, urlOf } from './http.ts';
import type { AuditRecord, NewToken, Page, Role, Token, User } from './types.ts';

export interface AuditFilter {
  readonly actor?: string;
  readonly action?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Tokens, users and the audit log, of one tenant or (tenant null) of the whole server. */
export class AccessApi {
  readonly http: Http;
  readonly base: string;

  constructor(http: Http, tenant: string | null) {
    this.http = http;
    this.base = tenant === null ? '/api/v1' : `/api/v1/tenants/${encodeURIComponent(tenant)}`;
  }

  async tokens(options: Options = {}): Promise<readonly Token[]> {
    return (await this.#fetch<{ tokens: Token[] }>('/tokens', options)).tokens;
  }

  async createToken(token: { name: string; role: Role; expires_days?: number }, options: Options = {}): Promise<NewToken> {
    return (await this.http.call('POST', `${this.base}/tokens`, { ...options, body: token })).body as NewToken;
  }

  async revokeToken(id: string, options: Options = {}): Promise<void> {
    await this.http.call('DELETE', `${this.base}/tokens/${encodeURIComponent(id)}`, { ...options, flag: 'operations.revoke-access' });
  }

  async users(options: Options = {}): Promise<readonly User[]> {
    return (await this.#fetch<{ users: User[] }>('/users', options)).users;
  }

  async createUser(user: { name: string; role: Role; password: string }, options: Options = {}): Promise<void> {
    await this.http.call('POST', `${this.base}/users`, { ...options, body: user });
  }

  async changeUser(name: string, change: { role?: Role; password?: string; disabled?: boolean }, options: Options = {}): Promise<void> {
    await this.http.call('PATCH', `${this.base}/users/${encodeURIComponent(name)}`, { ...options, body: change });
  }

  async deleteUser(name: string, options: Options = {}): Promise<void> {
    await this.http.call('DELETE', `${this.base}/users/${encodeURIComponent(name)}`, { ...options, flag: 'operations.revoke-access' });
  }

  async audit(filter: AuditFilter, after: string | null, options: Options = {}): Promise<Page<AuditRecord>> {
    const page = await this.#fetch<{ records: AuditRecord[]; next: string | null }>(
      '/audit', { ...options, query: { ...filter, after, limit: 100 } });
    return { items: page.records, next: page.next };
  }

  auditExportUrl(): string {
    return urlOf(`${this.base}/audit/export`);
  }

  async #fetch<T>(path: string, options: Options): Promise<T> {
    return (await this.http.call('GET', this.base + path, options)).body as T;
  }
}
