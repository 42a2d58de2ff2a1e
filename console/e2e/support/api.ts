import type { Page, Route } from 'playwright-core';
import { OWN_FLAGS, type OwnFlag } from '../../src/api/ownFlags.ts';
import type { Session } from '../../src/api/types.ts';
import { CONTROL_ANSWERS, NO_CONTROL_ANSWERS } from './controlFixtures.ts';
import * as all from './fixtures.ts';
import { FLAG_ANSWERS, NO_FLAG_ANSWERS } from './flagFixtures.ts';

export type State = 'normal' | 'empty' | 'loading' | 'error' | 'offline';
type Answerer = (url: URL, route: Route) => unknown;

export interface Answers {
  readonly state?: State;
  readonly session?: Session | null;
  /** Answers of one test, by "METHOD /path/after/the/tenant"; they go before the usual ones. */
  readonly over?: Readonly<Record<string, Answerer>>;
}

export class Refusal {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    this.status = status;
    this.code = code;
  }
}

const BASE = '/api/v1/tenants/acme';

/** Full and empty answers of every question the pages ask. */
const NORMAL: Readonly<Record<string, Answerer>> = {
  ...CONTROL_ANSWERS,
  'GET /api/v1/tenants': () => ({ tenants: all.tenants }),
  'GET /api/v1/tokens': () => ({ tokens: all.tokens }),
  'GET /api/v1/users': () => ({ users: all.users }),
  'GET /api/v1/audit': () => ({ records: all.records, next: null }),
  'GET /agents': () => ({ agents: all.agents }),
  'GET /agents/:id': (url) => all.agents.find((agent) => url.pathname.endsWith(agent.id)) ?? new Refusal(404, 'agent_not_found'),
  'GET /browse/snapshots': () => ({ snapshots: all.snapshots, next: null }),
  'GET /browse/snapshots/:id': (url) => all.snapshots.find((snapshot) => url.pathname.endsWith(snapshot.id)) ?? new Refusal(404, 'snapshot_not_found'),
  'GET /browse/snapshots/:id/entries': () => ({ path: '/home/ann', entries: all.entries, next: null }),
  'GET /browse/history': () => ({ versions: all.versions, complete: true }),
  'GET /browse/diff': () => ({ changes: all.changes, summary: all.summary, next: null }),
  'GET /jobs': () => ({ jobs: all.jobs, next: null }),
  'GET /jobs/:id': (url) => all.jobs.find((job) => url.pathname.endsWith(job.id)) ?? new Refusal(404, 'job_not_found'),
  'GET /policy': () => all.policy,
  'GET /approvals': () => ({ approvals: all.approvals }),
  'GET /tokens': () => ({ tokens: all.tokens }),
  'GET /users': () => ({ users: all.users }),
  'GET /audit': () => ({ records: all.records, next: null }),
  'GET /storage': () => all.storage,
  'GET /storage/history': () => ({ samples: all.samples }),
  ...FLAG_ANSWERS,
};

const EMPTY: Readonly<Record<string, Answerer>> = {
  ...NORMAL,
  ...NO_CONTROL_ANSWERS,
  'GET /api/v1/tenants': () => ({ tenants: [] }),
  'GET /agents': () => ({ agents: [] }),
  'GET /agents/:id': () => ({ ...all.agents[7], schedules: [] }),
  'GET /browse/snapshots': () => ({ snapshots: [], next: null }),
  'GET /browse/snapshots/:id/entries': () => ({ path: '/', entries: [], next: null }),
  'GET /browse/history': () => ({ versions: [], complete: true }),
  'GET /browse/diff': () => ({ changes: [], summary: { ...all.summary, added: 0, removed: 0, content: 0, attributes: 0, type: 0 }, next: null }),
  'GET /jobs': () => ({ jobs: [], next: null }),
  'GET /jobs/:id': () => ({ ...all.jobs[1] }),
  'GET /policy': () => ({ ...all.policy, retention: { keep_last: null, keep_hourly: null, keep_daily: null, keep_weekly: null, keep_monthly: null, keep_yearly: null, keep_within: null, schedule: null } }),
  'GET /approvals': () => ({ approvals: [] }),
  'GET /tokens': () => ({ tokens: [] }),
  'GET /users': () => ({ users: [] }),
  'GET /audit': () => ({ records: [], next: null }),
  'GET /storage': () => ({ ...all.storage, packs: 0, pack_bytes: 0, chunks: 0, source_bytes: 0, dedup_ratio: 0, snapshots: 0, quota_bytes: null, last_collection: null, last_scrub: null }),
  'GET /storage/history': () => ({ samples: [] }),
  ...NO_FLAG_ANSWERS,
};

/** Lets the fixtures answer whatever the page asks; a question nobody thought of fails the test by its 501. */
export async function answer(page: Page, { state = 'normal', session = all.session, over = {} }: Answers = {}): Promise<void> {
  await page.clock.setFixedTime(all.NOW);
  await page.route('**/flags/holdfast/service/**', async (route) => {
    const url = new URL(route.request().url());
    const special = find(over, route.request().method(), url);
    await send(route, special ? await special(url, route) : ownFlags());
  });
  await page.route('**/api/v1/**', async (route) => {
    const url = new URL(route.request().url());
    const method = route.request().method();
    const special = find(over, method, url);
    if (special) {
      return send(route, await special(url, route));
    }
    if (url.pathname.endsWith('/session') && method === 'GET') {
      return send(route, session ?? new Refusal(401, 'unauthorized'));
    }
    if (url.pathname.endsWith('/events')) {
      return route.fulfill({ contentType: 'text/event-stream', body: 'retry: 600000\n\n' });
    }
    switch (state) {
      case 'loading':
        return undefined;
      case 'offline':
        return route.abort('internetdisconnected');
      case 'error':
        return send(route, new Refusal(500, 'internal'));
      case 'normal':
      case 'empty':
        return send(route, await (find(state === 'empty' ? EMPTY : NORMAL, method, url) ?? (() => new Refusal(501, 'unforeseen')))(url, route));
    }
  });
}

/** The server's own flags, all on but these. */
export function ownFlags(off: readonly OwnFlag[] = [], sequence = 1): Status {
  const flags = Object.keys(OWN_FLAGS).map((key) => {
    const value = !off.includes(key as OwnFlag);
    return { key, value, variant: value ? 'on' : 'off', reason: 'STATIC' };
  });
  return new Status(200, { flags }, { 'X-Flags-Version': `${sequence}-${'0'.repeat(64)}` });
}

/** The question for them. */
export const ASKS_OWN_FLAGS = 'POST /flags/holdfast/service/ofrep/v1/evaluate/flags';

async function send(route: Route, body: unknown): Promise<void> {
  if (body === SENT) {
    return;
  }
  const headers = { 'X-Request-Id': 'req-7f3a90c2' };
  if (body instanceof Refusal) {
    const error = { code: body.code, kind: 'user', message: `The server refused this (${body.code}).`, next: 'Try it another way.', request_id: 'req-7f3a90c2' };
    await route.fulfill({ status: body.status, headers, json: { error } });
  } else if (body instanceof Status) {
    await route.fulfill({ status: body.status, headers: { ...headers, ...body.headers }, ...(body.json === undefined ? {} : { json: body.json }) });
  } else {
    await route.fulfill({ headers, json: body });
  }
}

/** Says that the test itself has answered. */
export const SENT = Symbol('sent');

/** An answer with another status than 200. */
export class Status {
  readonly status: number;
  readonly json: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, json?: unknown, headers: Readonly<Record<string, string>> = {}) {
    this.status = status;
    this.json = json;
    this.headers = headers;
  }
}

function find(answers: Readonly<Record<string, Answerer>>, method: string, url: URL): Answerer | undefined {
  const path = url.pathname.startsWith(`${BASE}/`) ? url.pathname.slice(BASE.length) : url.pathname;
  const steps = path.split('/');
  return Object.entries(answers).find(([pattern]) => {
    const [wantedMethod, wantedPath = ''] = pattern.split(' ');
    const wanted = wantedPath.split('/');
    return wantedMethod === method && wanted.length === steps.length && wanted.every((step, at) => step.startsWith(':') || step === steps[at]);
  })?.[1];
}
