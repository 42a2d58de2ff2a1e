/** What a flag can be worth. */
export type FlagValue = boolean | string | number | { readonly [name: string]: unknown } | readonly unknown[];

/** The type of a read, from its fallback: `value('pay', true)` is a boolean, not `true`. */
export type Widened<T> = T extends boolean ? boolean : T extends string ? string : T extends number ? number : T;

/** Whom the flags are for: `targetingKey` is the identity, everything else an attribute. Anything that JSON can say. */
export interface Context {
  readonly targetingKey?: string;
  readonly [attribute: string]: unknown;
}

/**
 * How far what is shown can be trusted.
 *
 * - `NOT_READY`: nothing is known for this context and the first answer is awaited; the time for a skeleton
 * - `CACHED`: the last known values of this context, not confirmed yet
 * - `FRESH`: the server's answer
 * - `STALE`: the server could not be asked; last known values, or defaults where nothing is known
 */
export type State = 'NOT_READY' | 'CACHED' | 'FRESH' | 'STALE';

/** Where a value comes from. */
export type Source = 'server' | 'last-known' | 'bundled' | 'code';

/** A value with its explanation. */
export interface Details<T> {
  readonly value: T;
  readonly source: Source;
  /** One of OpenFeature's reasons: the server's own while fresh, `CACHED`, `STALE`, `DEFAULT` or `ERROR`. */
  readonly reason: string;
  readonly variant?: string;
  /** One of OpenFeature's error codes; only with the fallback of the code. */
  readonly errorCode?: string;
  readonly metadata?: Readonly<Record<string, boolean | string | number>>;
}

/** What a listener is told. */
export interface Change {
  readonly state: State;
  /** The flags whose value or variant differs from before. */
  readonly changed: readonly string[];
}

/** A flag whose value a guarded operation relied on, and which turned out to be another. */
export interface GuardedChange {
  readonly flag: string;
  readonly before: FlagValue | undefined;
  readonly after: FlagValue | undefined;
}

/** What an operation relies on, and what happens if that has changed. */
export interface Guard {
  /** The flags this operation relies on; those that the server names are added. With neither, every flag counts. */
  readonly flags?: readonly string[];
  /**
   * Asked before the retry when one of the flags has changed; `stop` hands the refusal back to the caller. Without it the refusal is handed
   * back too: nobody agreed to what would be done now.
   */
  readonly ask?: (changes: readonly GuardedChange[]) => 'retry' | 'stop' | Promise<'retry' | 'stop'>;
}

/** Waiting times in milliseconds. */
export interface Times {
  /** How old an answer becomes before it is asked for again in the background. */
  readonly ttlMillis: number;
  /** How long one request may take. */
  readonly timeoutMillis: number;
  /** How long `NOT_READY` lasts at most; then defaults are shown. */
  readonly patienceMillis: number;
  /** How old an answer must be for a returning visitor to be worth a request. */
  readonly focusAfterMillis: number;
  /** Requests after a notice are spread over this time, so that all listeners do not ask in the same instant. */
  readonly noticeSpreadMillis: number;
  /** The retry of a guarded operation is spread over this time. */
  readonly retrySpreadMillis: number;
  /** The first and the greatest mean of the exponential backoff. */
  readonly backoffMillis: number;
  readonly backoffCapMillis: number;
}
