import type {
  Agent, Approval, AuditRecord, Change, Entry, FileVersion, Job, NewToken, Policy, Session, Snapshot, Storage, StorageSample, Tenant, Token, User,
} from '../../src/api/types.ts';
import { encodeBase64, encodeText } from '../../src/format/base64.ts';

/** The moment the tests happen at; the pages' clock is set to it. */
export const NOW = Date.parse('2026-03-18T09:30:00Z');
const HOUR = 3_600_000;
const GIB = 1024 ** 3;
export const T = '/t/acme';

export function ago(hours: number): string {
  return new Date(NOW - hours * HOUR).toISOString();
}

export function hexId(seed: number): string {
  let value = seed * 2_654_435_761 % 4_294_967_296;
  return Array.from({ length: 8 }, () => {
    value = (value * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.floor(value).toString(16).padStart(8, '0');
  }).join('');
}

export const session: Session = {
  name: 'ann', kind: 'user', role: 'admin', tenant: null, tenants: ['acme', 'workshop'], csrf_token: 'csrf-1', expires: ago(-8),
  unlocked: ['acme'], version: '0.1.0',
};

export const tenants: readonly Tenant[] = [
  { name: 'acme', created: ago(4000), quota_bytes: 2048 * GIB, requests_per_second: 200, stored_bytes: 812 * GIB, snapshots: 1284, agents: 9, initialised: true, encryption: 'client' },
  { name: 'workshop', created: ago(900), quota_bytes: null, requests_per_second: null, stored_bytes: 41 * GIB, snapshots: 88, agents: 2, initialised: true, encryption: 'none' },
];

function agent(at: number, name: string, change: Partial<Agent>): Agent {
  return {
    id: hexId(at).slice(0, 16), name, host: `${name}.acme.example`, version: '0.1.0', platform: 'Linux amd64', registered: ago(2400), last_seen: ago(0.01),
    last_success: ago(3 + at), last_outcome: 'complete', last_error: null,
    schedules: [
      { name: 'home', cron: '15 2 * * *', paths: ['/home', '/etc'], next: ago(-17) },
      { name: 'databases', cron: '0 */6 * * *', paths: ['/var/lib/postgresql'], next: ago(-3) },
    ],
    next_due: ago(-3), state: 'ok', online: true, snapshots: 120 + at * 11, bytes: (40 + at * 37) * GIB, stored_bytes: (12 + at * 9) * GIB, ...change,
  };
}

export const agents: readonly Agent[] = [
  agent(0, 'ledger', {}),
  agent(1, 'mail', {}),
  agent(2, 'build-01', { last_success: ago(0.6) }),
  agent(3, 'build-02', { last_success: ago(0.9) }),
  agent(4, 'atelier', { state: 'late', last_success: ago(61), online: false, last_seen: ago(58) }),
  agent(5, 'archive', { state: 'failed', last_success: ago(29), last_outcome: 'failed', last_error: { code: 'disk_full', message: 'No space is left in /var/cache/holdfast on archive.' } }),
  agent(6, 'ann-laptop', { state: 'offline', last_success: ago(200), online: false, last_seen: ago(190), schedules: [] }),
  agent(7, 'front-desk', { state: 'never', last_success: null, last_outcome: null, snapshots: 0, bytes: 0, stored_bytes: 0 }),
  agent(8, 'design', { last_success: ago(7) }),
];

function snapshot(at: number, change: Partial<Snapshot> = {}): Snapshot {
  const id = hexId(100 + at);
  const of = agents[at % 4] ?? agents[0];
  return {
    id, short_id: id.slice(0, 8), time: ago(2 + at * 6), server_time: ago(2 + at * 6 - 0.02), agent: of ? { id: of.id, name: of.name } : null,
    host: of?.name ?? 'ledger', user: 'root', paths: at % 3 === 0 ? ['/home', '/etc'] : ['/var/lib/postgresql'], paths_base64: (at % 3 === 0 ? ['/home', '/etc'] : ['/var/lib/postgresql']).map(encodeText), tags: at % 4 === 0 ? ['nightly'] : [],
    protected: at === 3, complete: at !== 5, files: 19_699 + at * 31, directories: 4695, others: 401, bytes: (38 + at) * GIB, new_bytes: 866 * 1024 ** 2,
    stored_bytes: (306 + at * 3) * 1024 ** 2, version: 1, ...change,
  };
}

export const snapshots: readonly Snapshot[] = Array.from({ length: 14 }, (_, at) => snapshot(at, at === 1 ? { tags: ['before-upgrade', 'quarter-end'] } : {}));

export function entry(name: string | Uint8Array, change: Partial<Entry> = {}, folder = '/home/ann/'): Entry {
  const bytes = typeof name === 'string' ? new TextEncoder().encode(name) : name;
  const path = new Uint8Array([...new TextEncoder().encode(folder), ...bytes]);
  return {
    name: new TextDecoder().decode(bytes), name_base64: encodeBase64(bytes), path_base64: encodeBase64(path), kind: 'file', size: 48_213, modified: ago(31), mode: 0o644,
    uid: 1000, gid: 1000, user: 'ann', group: 'ann', target: null, links: 1, inode: 918_273, ...change,
  };
}

const directory = { kind: 'directory', mode: 0o755, size: 0, links: 4 } as const;

export const entries: readonly Entry[] = [
  entry('Accounts', directory), entry('Letters', directory), entry('Photos', directory), entry('.config', directory),
  entry('budget-2026.ods', { size: 318_220, modified: ago(5) }), entry('holdfast.tex', { size: 48_213 }), entry('minutes-march.md', { size: 6120 }),
  entry('notes.txt', { size: 941 }), entry('plan.pdf', { size: 2_481_233, modified: ago(700) }), entry('latest', { kind: 'symlink', target: 'budget-2026.ods', size: 15, mode: 0o777 }),
  entry('queue', { kind: 'fifo', size: 0, mode: 0o600 }), entry('tool', { size: 881_232, mode: 0o4755, user: null, uid: 4711 }),
];

/** Names that try to be more than names. */
export const hostile: readonly Entry[] = [
  entry('<img src=x onerror="window.hurt=1">'),
  entry('</script><script>window.hurt=1<'),
  entry('{{constructor.constructor("window.hurt=1")()}}'),
  entry('invoice\u202Efdp.exe'),
  entry('two\nlines\tand a tab'),
  entry('bell\u0007and\u001b[31mred'),
  entry('zero\u200Bwidth'),
  entry('ends in space '),
  entry('x'.repeat(255)),
  entry(new Uint8Array([0x63, 0x61, 0x66, 0xe9, 0x2e, 0xff, 0xfe])),
  entry('javascript:window.hurt=1', { kind: 'symlink', target: '"><svg onload=window.hurt=1>' }),
  entry('<b>folder</b>', directory),
];

export const versions: readonly FileVersion[] = [
  { entry: entry('holdfast.tex'), change: 'content', snapshots: snapshots.slice(0, 2).map(ref) },
  { entry: entry('holdfast.tex', { size: 44_900, modified: ago(300), mode: 0o640 }), change: 'attributes', snapshots: snapshots.slice(2, 4).map(ref) },
  { entry: entry('holdfast.tex', { size: 44_900, modified: ago(300) }), change: 'content', snapshots: snapshots.slice(4, 8).map(ref) },
  { entry: entry('holdfast.tex', { size: 40_100, modified: ago(700) }), change: 'first', snapshots: snapshots.slice(8, 12).map(ref) },
];

function ref({ id, short_id, time, host }: Snapshot) {
  return { id, short_id, time, host };
}

function change(kind: Change['change'], name: string, before: Partial<Entry> | null, after: Partial<Entry> | null): Change {
  const path = `/home/ann/${name}`;
  return { change: kind, path, path_base64: encodeText(path), before: before && entry(name, before), after: after && entry(name, after) };
}

export const changes: readonly Change[] = [
  change('added', 'Letters/reply.odt', null, { size: 21_900 }),
  change('content', 'budget-2026.ods', { size: 301_000 }, { size: 318_220, modified: ago(5) }),
  change('removed', 'draft<b>old</b>.txt', { size: 881 }, null),
  change('attributes', 'tool', { mode: 0o755 }, { mode: 0o4755 }),
  change('type', 'latest', { size: 10 }, { kind: 'symlink', target: 'budget-2026.ods' }),
];

export const summary = { added: 1, removed: 1, content: 1, attributes: 1, type: 1, bytes_before: 38 * GIB, bytes_after: 38.2 * GIB };

export function job(at: number, change: Partial<Job> = {}): Job {
  return {
    id: hexId(500 + at).slice(0, 16), kind: 'scrub', tenant: 'acme', agent: null, state: 'succeeded', progress: { done: 400, total: 400, unit: 'packs' }, attempts: 1,
    created: ago(at * 9 + 1), started: ago(at * 9 + 1), ended: ago(at * 9 + 0.8), by: 'schedule', parameters: {}, result: { packs: 400, bytes: 41 * GIB, damaged: 0 }, error: null, ...change,
  };
}

export const jobs: readonly Job[] = [
  job(0, { kind: 'restore', state: 'running', ended: null, result: null, by: 'ann', progress: { done: 3.1 * GIB, total: 8 * GIB, unit: 'bytes' }, agent: agents[0]?.id ?? null, parameters: { snapshot: hexId(100), target: '/tmp/restored', existing: 'keep', paths_base64: [encodeText('/home/ann/Letters')] } }),
  job(1, { kind: 'collect', state: 'queued', started: null, ended: null, result: null, progress: null }),
  job(2), job(3, { kind: 'retention', result: { forgotten: 12, kept: 1284 } }),
  job(4, { kind: 'backup', state: 'failed', result: null, by: 'ann', error: { code: 'disk_full', message: 'No space is left in /var/cache/holdfast on archive.' }, attempts: 3 }),
  job(5, { state: 'cancelled', result: null }),
];

export const policy: Policy = {
  retention: { keep_last: 3, keep_hourly: null, keep_daily: 7, keep_weekly: 5, keep_monthly: 12, keep_yearly: 3, keep_within: '14d', schedule: '30 4 * * *' },
  minimum_age_days: 14, collection: { schedule: '0 5 * * 0', max_unused_percent: 10 }, scrub: { schedule: '0 3 * * 6', percent_per_run: 10 }, late_after_hours: 26, version: 7,
};

export const approvals: readonly Approval[] = [
  { id: 'a1', kind: 'unprotect', object: hexId(103), requested_by: 'ben', requested: ago(5), effective_after: ago(-67), state: 'pending', detail: {} },
  { id: 'a2', kind: 'minimum_age', object: 'policy', requested_by: 'ann', requested: ago(9), effective_after: ago(-63), state: 'pending', detail: { minimum_age_days: 7 } },
];

export const tokens: readonly Token[] = [
  { id: '4f1c9a20', name: 'ledger', role: 'agent', agent: agents[0]?.id ?? null, created: ago(2400), created_by: 'ann', expires: null, last_used: ago(0.1), revoked: false },
  { id: '77ab0e31', name: 'monitoring', role: 'reader', agent: null, created: ago(900), created_by: 'ann', expires: ago(-2000), last_used: ago(0.02), revoked: false },
  { id: 'c0ffee12', name: 'old-laptop', role: 'agent', agent: null, created: ago(6000), created_by: 'ben', expires: null, last_used: ago(3000), revoked: true },
];

export const newToken: NewToken = {
  id: '9b1d22aa', name: 'front-desk', role: 'agent', agent: null, created: ago(0), created_by: 'ann', expires: null, last_used: null, revoked: false,
  token: 'hf_9b1d22aa_xq3v0zPq9m6tWc1uY7rKd5sLb2nHf8gJ4eAoTiRlZwM',
};

export const users: readonly User[] = [
  { name: 'ann', role: 'admin', created: ago(4000), last_sign_in: ago(0.2), disabled: false },
  { name: 'ben', role: 'operator', created: ago(3000), last_sign_in: ago(40), disabled: false },
  { name: 'cleo', role: 'reader', created: ago(2000), last_sign_in: null, disabled: true },
];

function record(at: number, change: Partial<AuditRecord>): AuditRecord {
  return {
    id: String(at), time: ago(at * 2 + 0.4), actor: 'ann', actor_kind: 'user', role: 'admin', action: 'snapshot.forget', object: hexId(100 + at).slice(0, 8), outcome: 'done',
    address: '192.0.2.17', request_id: hexId(900 + at).slice(0, 16), detail: {}, ...change,
  };
}

export const records: readonly AuditRecord[] = [
  record(0, { action: 'session.open', object: 'ann' }),
  record(1, { action: 'token.create', object: 'front-desk', detail: { role: 'agent' } }),
  record(2, { action: 'session.open', actor: 'root', object: 'root', outcome: 'refused', address: '203.0.113.99', role: '-' }),
  record(3, {}), record(4, { action: 'policy.change', object: 'policy', detail: { minimum_age_days: 14, note: '<script>alert(1)</script>' } }),
  record(5, { actor: 'ben', role: 'operator', action: 'restore.submit', object: 'ledger:/tmp/restored' }),
];

export const storage: Storage = {
  counted: ago(0), packs: 21_872, pack_bytes: 812 * GIB, condemned_packs: 31, condemned_bytes: 14 * GIB, garbage_bytes: 37 * GIB, chunks: 18_220_411, index_bytes: 1.1 * GIB, source_bytes: 9120 * GIB,
  dedup_ratio: 11.23, snapshots: 1284, filter: { epoch: '12', entries: 18_220_411, bytes: 22 * 1024 ** 2, false_positive_rate: 0.0098 }, last_collection: job(3, { kind: 'collect', result: { packs_deleted: 210, freed_bytes: 8 * GIB } }),
  last_scrub: job(2), damaged_chunks: 0, quota_bytes: 2048 * GIB,
};

export const samples: readonly StorageSample[] = Array.from({ length: 60 }, (_, at) => {
  const day = 60 - at;
  return {
    time: ago(day * 36), stored_bytes: (420 + at * 6.4 + (at % 9) * 2 - (at > 40 ? 60 : 0)) * GIB, source_bytes: (2600 + at * 108) * GIB, snapshots: 300 + at * 16, chunks: 9e6 + at * 150_000,
  };
});
