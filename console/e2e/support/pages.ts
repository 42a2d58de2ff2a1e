import { encodeText } from '../../src/format/base64.ts';
import * as all from './fixtures.ts';

const snapshot = all.snapshots[0]?.id ?? '';
const home = encodeText('/home/ann');

export interface Listed {
  readonly name: string;
  readonly path: string;
  /** States that make no sense for the page. */
  readonly without?: readonly string[];
}

/** Every page of the console, with an address that has something to show. */
export const PAGES: readonly Listed[] = [
  { name: 'overview', path: all.T },
  { name: 'machines', path: `${all.T}/machines` },
  { name: 'machine', path: `${all.T}/machines/${all.agents[5]?.id}` },
  { name: 'snapshots', path: `${all.T}/snapshots` },
  { name: 'files', path: `${all.T}/snapshots/${snapshot}?at=${home}` },
  { name: 'history', path: `${all.T}/history?at=${encodeText('/home/ann/holdfast.tex')}&from=${snapshot}` },
  { name: 'diff', path: `${all.T}/diff?from=${all.snapshots[6]?.id}&to=${snapshot}` },
  { name: 'jobs', path: `${all.T}/jobs` },
  { name: 'job', path: `${all.T}/jobs/${all.jobs[0]?.id}` },
  { name: 'policy', path: `${all.T}/policy` },
  { name: 'storage', path: `${all.T}/storage` },
  { name: 'tokens', path: `${all.T}/tokens` },
  { name: 'users', path: `${all.T}/users` },
  { name: 'audit', path: `${all.T}/audit` },
  { name: 'configuration', path: '/server/configuration' },
  { name: 'configuration-history', path: '/server/configuration/history' },
  { name: 'experiments', path: '/server/experiments' },
  { name: 'experiment', path: '/server/experiments/results?project=shop&environment=production&name=checkout' },
  { name: 'tenants', path: '/server/tenants' },
  { name: 'flags', path: '/server/flags' },
  { name: 'flag', path: '/server/flags/flag?key=shop%2Fnew-checkout' },
  { name: 'flag-versions', path: '/server/flags/history?from=11&to=12' },
  { name: 'flag-changes', path: '/server/flags/changes' },
  { name: 'flag-settings', path: '/server/flags/settings' },
  { name: 'unlock', path: '/t/workshop/unlock', without: ['empty', 'loading', 'error', 'offline'] },
  { name: 'account', path: '/account', without: ['empty', 'loading', 'error', 'offline'] },
  { name: 'not-found', path: '/nowhere/at/all', without: ['empty', 'loading', 'error', 'offline'] },
];
