import { isRecord } from './canonical.ts';
import type { FlagValue } from './types.ts';

/** One flag as the server evaluated it. No value and no error means: the default of the code. */
export interface Evaluation {
  readonly value?: FlagValue;
  readonly variant?: string;
  readonly reason?: string;
  readonly errorCode?: string;
  readonly metadata?: Readonly<Record<string, boolean | string | number>>;
}

/** A stream of notices that the server offers. */
export interface StreamOffer {
  readonly url: string;
  /** How long a hidden page keeps the stream; 0 is for ever. */
  readonly inactivityMillis: number;
}

/** A bulk answer, as it came and as it is used. */
export interface Answer {
  readonly flags: ReadonlyMap<string, Evaluation>;
  readonly streams: readonly StreamOffer[];
  readonly etag: string | undefined;
  readonly version: string | undefined;
  /** When it came or was last confirmed, in milliseconds of the client's clock. */
  readonly at: number;
  readonly body: unknown;
}

/** What comes with a body. */
export type Around = Pick<Answer, 'etag' | 'version' | 'at'>;

const MOST_STREAMS = 4;
const DEFAULT_INACTIVITY_SECONDS = 120;

/** Reads a bulk answer; undefined if it is none. Single flags that make no sense are left out, so that the others can be used. */
export function readAnswer(body: unknown, around: Around, base: URL): Answer | undefined {
  if (!isRecord(body) || !Array.isArray(body['flags'])) {
    return undefined;
  }
  const flags = new Map<string, Evaluation>();
  for (const flag of body['flags'] as unknown[]) {
    if (isRecord(flag) && typeof flag['key'] === 'string') {
      flags.set(flag['key'], evaluation(flag));
    }
  }
  const version = around.version ?? textOf(isRecord(body['metadata']) ? body['metadata']['flagsVersion'] : undefined);
  return { ...around, flags, streams: streams(body['eventStreams'], base), version, body };
}

function evaluation(flag: Record<string, unknown>): Evaluation {
  const { value, variant, reason, errorCode, metadata } = flag;
  return {
    ...(isValue(value) ? { value: frozen(value) } : {}),
    ...(typeof variant === 'string' ? { variant } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(typeof errorCode === 'string' ? { errorCode } : {}),
    ...(isRecord(metadata) ? { metadata: frozen(metadata) as NonNullable<Evaluation['metadata']> } : {}),
  };
}

function isValue(value: unknown): value is FlagValue {
  return value !== null && ['boolean', 'string', 'number', 'object'].includes(typeof value);
}

/** All readers share the value, so none may change it. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

function streams(offers: unknown, base: URL): StreamOffer[] {
  const usable = Array.isArray(offers) ? offers.flatMap((offer: unknown) => stream(offer, base)) : [];
  return usable.slice(0, MOST_STREAMS);
}

function stream(offer: unknown, base: URL): StreamOffer[] {
  if (!isRecord(offer) || offer['type'] !== 'sse') {
    return [];
  }
  const { url, endpoint, inactivityDelaySec: seconds } = offer;
  const text = textOf(url) ?? (isRecord(endpoint) ? (textOf(endpoint['origin']) ?? base.origin) + textOf(endpoint['requestUri']) : undefined);
  try {
    const resolved = new URL(text ?? '', base);
    const inactivityMillis = 1000 * (typeof seconds === 'number' && seconds >= 0 ? seconds : DEFAULT_INACTIVITY_SECONDS);
    return text && /^https?:$/.test(resolved.protocol) ? [{ url: resolved.href, inactivityMillis }] : [];
  } catch {
    return [];
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
