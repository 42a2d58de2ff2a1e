import { isRecord } from './canonical.ts';
import type { Outcome } from './reading.ts';
import type { Surroundings } from './surroundings.ts';
import type { FlagValue, Guard, GuardedChange } from './types.ts';
import { VERSION_HEADER } from './version.ts';

/** What the visitor's page was built on when the operation was asked for. */
export interface Moment {
  /** Equal for two moments of the same visitor. */
  readonly visitor: unknown;
  readonly version: string | undefined;
  readonly flags: readonly string[];
  worth(flag: string): FlagValue | undefined;
}

/** What guarded operations need of the client. */
export interface Guarded {
  moment(): Moment;
  /** Asks for the flags by a request that begins after this call. */
  refetch(): Promise<Outcome>;
  /** A server's version was seen. */
  heard(version: string): void;
}

const IDEMPOTENCY_HEADER = 'Idempotency-Key';

/**
 * A request that says which rule set its page was built on. Refused as outdated, it is sent once more with the current one, under the same
 * Idempotency-Key and after asking whoever has to agree.
 */
export async function guardedFetch(request: Request, guard: Guard, client: Guarded, around: Surroundings, spreadMillis: number): Promise<Response> {
  const before = client.moment();
  if (!/^(GET|HEAD)$/.test(request.method) && !request.headers.has(IDEMPOTENCY_HEADER)) {
    request.headers.set(IDEMPOTENCY_HEADER, key());
  }
  const response = await send(request.clone(), before, around);
  const refusal = await outdated(response);
  const version = response.headers.get(VERSION_HEADER);
  if (!refusal) {
    if (version) {
      client.heard(version);
    }
    return response;
  }
  if (await client.refetch() === 'unanswered' || !await agreed(before, client.moment(), refusal, guard)) {
    return response;
  }
  await new Promise<void>((resolve) => around.clock.after(around.random() * spreadMillis, resolve));
  const after = client.moment();
  return after.visitor === before.visitor ? send(request, after, around) : response;
}

function send(request: Request, { version }: Moment, around: Surroundings): Promise<Response> {
  if (version === undefined) {
    request.headers.delete(VERSION_HEADER);
  } else {
    request.headers.set(VERSION_HEADER, version);
  }
  return around.fetch(request);
}

interface Refusal {
  readonly flags: readonly string[];
}

async function outdated(response: Response): Promise<Refusal | undefined> {
  if (response.status !== 409) {
    return undefined;
  }
  try {
    const body: unknown = await response.clone().json();
    if (!isRecord(body) || body['error'] !== 'flags_outdated') {
      return undefined;
    }
    const flags = Array.isArray(body['flags']) ? body['flags'].filter((flag) => typeof flag === 'string') : [];
    return { flags };
  } catch {
    return undefined;
  }
}

async function agreed(before: Moment, after: Moment, { flags }: Refusal, guard: Guard): Promise<boolean> {
  if (before.visitor !== after.visitor) {
    return false;
  }
  const named = [...new Set([...guard.flags ?? [], ...flags])];
  const changes = changed(before, after, named.length > 0 ? named : [...new Set([...before.flags, ...after.flags])]);
  return changes.length === 0 || (await guard.ask?.(changes)) === 'retry';
}

function changed(before: Moment, after: Moment, flags: readonly string[]): GuardedChange[] {
  return flags
    .map((flag) => ({ flag, before: before.worth(flag), after: after.worth(flag) }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

/** `crypto.randomUUID` exists only on https. */
function key(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
