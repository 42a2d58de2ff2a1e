import { describe, expect, test } from 'vitest';
import { match } from './router.tsx';

describe('addresses', () => {
  test('are matched step by step, with a slash at the end or without', () => {
    expect(match('/t/:tenant/jobs/:id', '/t/acme/jobs/7')).toEqual({ tenant: 'acme', id: '7' });
    expect(match('/t/:tenant', '/t/a%20b/')).toEqual({ tenant: 'a b' });
    expect(match('/t/:tenant', '/t/acme/jobs')).toBeNull();
    expect(match('/account', '/t')).toBeNull();
  });

  test('with a broken escape are still addresses', () => expect(match('/t/:tenant', '/t/%E0%A4%A')).toEqual({ tenant: '%E0%A4%A' }));
});
