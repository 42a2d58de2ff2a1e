import { canonical } from './canonical.ts';
import { Gate } from './gate.ts';
import { guardedFetch, type Guarded } from './guarded.ts';
import { LastKnown } from './lastKnown.ts';
import { Reading, type Shared } from './reading.ts';
import { resolve, worth } from './resolve.ts';
import { browser, type Cancel, type Surroundings } from './surroundings.ts';
import type { Change, Context, Details, FlagValue, Guard, State, Times, Widened } from './types.ts';

export interface Options {
  /** Where the flag server is, as far as `/ofrep`; by default the page's own origin. */
  readonly endpoint?: string;
  /** Whom the flags are for; without it an anonymous visitor without attributes. */
  readonly context?: Context;
  /** The values for a first visit that finds no server. */
  readonly defaults?: Readonly<Record<string, FlagValue>>;
  /** More headers for the flag server, or what makes them for each request, as for a token that expires. */
  readonly headers?: HeadersInit | (() => HeadersInit);
  /** As in `fetch`; `include` also for streams. */
  readonly credentials?: RequestCredentials;
  /** What the names in localStorage begin with; to keep apart clients of the same server with different rights. */
  readonly prefix?: string;
  readonly times?: Partial<Times>;
  /** For tests, and for places that are not quite a browser. */
  readonly surroundings?: Surroundings;
}

export const TIMES: Times = {
  ttlMillis: 60_000, timeoutMillis: 10_000, patienceMillis: 3000, focusAfterMillis: 5000, noticeSpreadMillis: 500, retrySpreadMillis: 500,
  backoffMillis: 1000, backoffCapMillis: 60_000,
};

/**
 * The flags of the visitor of a page. Reads come from memory, never wait and never throw; everything else happens in the background.
 * The first request begins in the constructor.
 */
export class FlagsClient {
  readonly #shared: Shared;
  readonly #defaults: Readonly<Record<string, FlagValue>>;
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #cancels: readonly Cancel[];
  #reading: Reading;
  #revision = 0;
  #life: 'open' | 'closed' = 'open';

  /** @throws TypeError if the endpoint is no URL or the context no JSON */
  constructor({ endpoint = '', context = {}, defaults = {}, headers = {}, credentials = 'same-origin', prefix = 'holdfast.flags.', times, surroundings = browser }: Options = {}) {
    this.#defaults = defaults;
    this.#shared = {
      base: new URL(endpoint || '/', globalThis.location?.href),
      headers: typeof headers === 'function' ? headers : () => headers,
      credentials,
      times: { ...TIMES, ...times },
      around: surroundings,
      lastKnown: new LastKnown(prefix, () => surroundings.storage()),
      gate: new Gate(surroundings.clock),
    };
    this.#reading = this.#read(canonical(context));
    const { page } = surroundings;
    this.#cancels = [
      page.on('shown', () => this.#reading.shown()), page.on('hidden', () => this.#reading.hidden()), page.on('online', () => this.#reading.online()),
      surroundings.elsewhere?.(this.#shared.lastKnown.left, () => this.#left('{}')) ?? (() => undefined),
    ];
    this.#reading.start();
  }

  get state(): State {
    return this.#reading.state;
  }

  /** The rule set that the values come from; undefined while only defaults are known. */
  get version(): string | undefined {
    return this.#reading.answer?.version;
  }

  /** Another number after every change of state or values. */
  get revision(): number {
    return this.#revision;
  }

  /** The value of a flag now. */
  value<T extends FlagValue>(flag: string, fallback: T): Widened<T> {
    return this.details(flag, fallback).value;
  }

  /** The value of a flag now, and why it is that. */
  details<T extends FlagValue>(flag: string, fallback: T): Details<Widened<T>> {
    return resolve(flag, fallback, { answer: this.#reading.answer, state: this.#reading.state, defaults: this.#defaults });
  }

  /** Waits until the server has answered for this context or was waited for long enough. Never rejects. */
  async ready(): Promise<State> {
    const reading = this.#reading;
    await reading.settled;
    return reading === this.#reading ? reading.state : this.ready();
  }

  /** Asks the server now, by a request that begins after this call. Never rejects. */
  async refetch(): Promise<State> {
    await this.#reading.refetch();
    return this.state;
  }

  /**
   * Another visitor, or other attributes of the same. From this call on nothing of the former context is shown.
   *
   * @throws TypeError if the context is no JSON
   */
  updateContext(context: Context): Promise<State> {
    const text = canonical(context);
    if (text !== this.#reading.context) {
      this.#follow(text);
    }
    return this.ready();
  }

  /**
   * The visitor leaves: everything that is known is gone when this returns from memory and storage, and then the server is asked for the next.
   * Other pages of the same site forget them too.
   */
  logout(next: Context = {}): Promise<State> {
    const text = canonical(next);
    const { lastKnown, around } = this.#shared;
    lastKnown.leave(around.random());
    this.#left(text);
    return this.ready();
  }

  /** Calls a listener after every change, until the returned function is called. */
  readonly subscribe = (listener: (change: Change) => void): (() => void) => {
    // Its own function, so that a listener that subscribes twice is told twice and can leave once.
    const own = (change: Change) => listener(change);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  };

  /**
   * `fetch` for an operation that must not happen on outdated flags: says which rule set the page was built on, and on
   * `409 {"error":"flags_outdated"}` asks for the flags, asks the visitor if a flag of this operation has changed, and tries once more.
   */
  readonly guardedFetch = async (input: RequestInfo | URL, init?: RequestInit, guard: Guard = {}): Promise<Response> => {
    const { around, times } = this.#shared;
    return guardedFetch(new Request(input, init), guard, this.#guarded, around, times.retrySpreadMillis);
  };

  /** Ends all requests, timers and streams. Values can still be read. */
  close(): void {
    this.#life = 'closed';
    this.#cancels.forEach((cancel) => cancel());
    this.#reading.close();
    this.#listeners.clear();
  }

  readonly #guarded: Guarded = {
    moment: () => {
      const { answer } = this.#reading;
      const defaults = this.#defaults;
      return {
        visitor: this.#reading,
        version: answer?.version,
        flags: [...answer?.flags.keys() ?? [], ...Object.keys(defaults)],
        worth: (flag) => worth(flag, { answer, defaults }),
      };
    },
    refetch: () => this.#reading.refetch(),
    heard: (version) => this.#reading.heard(version),
  };

  #read(context: string): Reading {
    const reading: Reading = new Reading(context, this.#shared, (changed) => {
      if (reading === this.#reading) {
        this.#tell(changed);
      }
    });
    return reading;
  }

  #left(next: string): void {
    this.#shared.lastKnown.forget();
    this.#follow(next);
  }

  #follow(context: string): void {
    const before = this.#reading;
    before.close();
    this.#reading = this.#read(context);
    const flags = new Set([...before.answer?.flags.keys() ?? [], ...this.#reading.answer?.flags.keys() ?? []]);
    this.#tell([...flags]);
    if (this.#life === 'closed') {
      this.#reading.close();
    } else {
      this.#reading.start();
    }
  }

  #tell(changed: readonly string[]): void {
    this.#revision++;
    const change = { state: this.state, changed };
    for (const listener of [...this.#listeners]) {
      try {
        listener(change);
      } catch (error) {
        // One bad listener must not keep the news from the others, nor its own fault from the developer.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}

/** Begins to follow the flags of a visitor. */
export function openFlags(options: Options = {}): FlagsClient {
  return new FlagsClient(options);
}
