/** No server makes a client silent for longer. */
const LONGEST_WAIT = 3_600_000;
const DEFAULT_WAIT = 30_000;

/** Exponential backoff with full jitter: anywhere between nothing and the doubled bound. `attempt` counts from 1. */
export function backoff(attempt: number, firstMillis: number, capMillis: number, random: () => number): number {
  return random() * Math.min(capMillis, firstMillis * 2 ** Math.min(attempt - 1, 30));
}

/** Milliseconds that a Retry-After asks for: seconds, or a date in HTTP's form or ISO's. */
export function retryAfter(header: string | null, now: number): number {
  const text = header?.trim() ?? '';
  const millis = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(millis) ? DEFAULT_WAIT : Math.min(Math.max(millis, 0), LONGEST_WAIT);
}
