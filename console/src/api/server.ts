import type { Http, Options } from './http.ts';
import type { Session, Tenant } from './types.ts';

export type Credentials =
  | { readonly user: string; readonly password: string }
  | { readonly token: string }
  | { readonly one_time: string };

export interface NewTenant {
  readonly name: string;
  readonly quota_bytes?: number;
  readonly requests_per_second?: number;
}

/** What a tenant may use; 0 is no limit. */
export interface TenantLimits {
  readonly quota_bytes: number;
  readonly requests_per_second: number;
}

const BASE = '/api/v1';

/** What belongs to the whole server: the sign-in and the tenants. */
export class ServerApi {
  readonly http: Http;

  constructor(http: Http) {
    this.http = http;
  }

  async session(signal?: AbortSignal): Promise<Session> {
    return this.#keep(await this.http.call('GET', `${BASE}/session`, signal ? { signal } : {}));
  }

  async signIn(credentials: Credentials): Promise<Session> {
    return this.#keep(await this.http.call('POST', `${BASE}/session`, { body: credentials }));
  }

  async signOut(): Promise<void> {
    await this.http.call('DELETE', `${BASE}/session`);
    this.http.leave();
  }

  /** Ends every other sign-in with the same password or token. */
  async signOutElsewhere(options: Options = {}): Promise<void> {
    await this.http.call('DELETE', `${BASE}/session/others`, options);
  }

  async changePassword(current: string, next: string): Promise<void> {
    await this.http.call('PUT', `${BASE}/session/password`, { body: { current, next } });
  }

  async unlock(tenant: string, passphrase: string): Promise<void> {
    await this.http.call('POST', `${BASE}/session/unlock`, { body: { tenant, passphrase } });
  }

  async lock(tenant: string): Promise<void> {
    await this.http.call('DELETE', `${BASE}/session/unlock`, { query: { tenant } });
  }

  async tenants(options: Options = {}): Promise<readonly Tenant[]> {
    const answer = await this.http.call('GET', `${BASE}/tenants`, options);
    return (answer.body as { tenants: Tenant[] }).tenants;
  }

  async createTenant(tenant: NewTenant, options: Options = {}): Promise<Tenant> {
    return (await this.http.call('POST', `${BASE}/tenants`, { ...options, body: tenant })).body as Tenant;
  }

  async changeTenant(name: string, limits: TenantLimits, options: Options = {}): Promise<Tenant> {
    return (await this.http.call('PATCH', `${BASE}/tenants/${encodeURIComponent(name)}`, { ...options, body: limits })).body as Tenant;
  }

  async deleteTenant(name: string, options: Options = {}): Promise<void> {
    await this.http.call('DELETE', `${BASE}/tenants/${encodeURIComponent(name)}`, { ...options, flag: 'operations.delete-tenants', query: { confirm: name } });
  }

  #keep(answer: { body: unknown }): Session {
    const session = answer.body as Session;
    this.http.trust(session.csrf_token);
    return session;
  }
}
