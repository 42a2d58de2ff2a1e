import type { Tenant } from '../../api/types.ts';
import type { TenantLimits } from '../../api/server.ts';

const GIB = 1024 ** 3;

/** The limits as they are typed; an empty field is no limit. */
export interface LimitFields {
  readonly quota: string;
  readonly rate: string;
}

export const NO_LIMITS: LimitFields = { quota: '', rate: '' };

/** What the fields say; 0 is no limit. */
export function limitsOf({ quota, rate }: LimitFields): TenantLimits {
  return { quota_bytes: Math.round(Number(quota) * GIB), requests_per_second: Number(rate) };
}

/** The fields for what a tenant has, so that saving them unchanged changes nothing. */
export function textsOf(tenant: Pick<Tenant, 'quota_bytes' | 'requests_per_second'>): LimitFields {
  return {
    quota: tenant.quota_bytes === null ? '' : String(tenant.quota_bytes / GIB),
    rate: tenant.requests_per_second === null ? '' : String(tenant.requests_per_second),
  };
}
