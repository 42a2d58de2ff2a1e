import { FlagsClient, type Options } from '../../src/client.ts';
import type { Cancel, Clock, EventStream, Page, Surroundings } from '../../src/surroundings.ts';

/** A clock that the test moves. */
export class HandClock implements Clock {
  #now = 1_700_000_000_000;
  readonly #waiting = new Set<{ readonly at: number; readonly task: () => void }>();

  now(): number {
    return this.#now;
  }

  after(millis: number, task: () => void): Cancel {
    const entry = { at: this.#now + millis, task };
    this.#waiting.add(entry);
    return () => this.#waiting.delete(entry);
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Lets time pass, and everything happen that is due, each in its moment. */
  async pass(millis: number): Promise<void> {
    const end = this.#now + millis;
    await calm();
    for (let due = this.#due(end); due; due = this.#due(end)) {
      this.#waiting.delete(due);
      this.#now = Math.max(this.#now, due.at);
      due.task();
      await calm();
    }
    this.#now = end;
  }

  #due(end: number) {
    return [...this.#waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

/** Until nothing is left to do but what waits for time, the network or the test. */
export function calm(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A request the page has made, to be answered by the test. */
export class Asked {
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
  readonly method: string;
  readonly aborted: () => boolean;
  readonly #resolve: (response: Response) => void;
  readonly #reject: (error: Error) => void;
  open = true;

  constructor(request: Request, body: string, resolve: (response: Response) => void, reject: (error: Error) => void) {
    this.url = new URL(request.url);
    this.headers = request.headers;
    this.method = request.method;
    this.body = body;
    this.aborted = () => request.signal.aborted;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  get context(): Record<string, unknown> {
    return (JSON.parse(this.body) as { context: Record<string, unknown> }).context;
  }

  async answer(status: number, body?: unknown, headers: HeadersInit = {}): Promise<void> {
    this.open = false;
    this.#resolve(new Response(body === undefined ? null : JSON.stringify(body), { status, headers }));
    await calm();
  }

  /** A bulk answer with these values. */
  flags(values: Readonly<Record<string, unknown>>, headers: HeadersInit = {}, more: object = {}): Promise<void> {
    const flags = Object.entries(values).map(([key, value]) => ({ key, value, variant: String(value), reason: 'STATIC' }));
    return this.answer(200, { flags, ...more }, headers);
  }

  async fail(): Promise<void> {
    this.open = false;
    this.#reject(new TypeError('network'));
    await calm();
  }
}

/** `localStorage` in memory, with a size. */
export class MapStorage implements Storage {
  readonly entries = new Map<string, string>();
  capacity = Infinity;

  get length(): number {
    return this.entries.size;
  }

  key(index: number): string | null {
    return [...this.entries.keys()][index] ?? null;
  }

  getItem(name: string): string | null {
    return this.entries.get(name) ?? null;
  }

  setItem(name: string, value: string): void {
    const others = [...this.entries].filter(([other]) => other !== name).reduce((sum, [other, text]) => sum + other.length + text.length, 0);
    if (others + name.length + value.length > this.capacity) {
      throw new Error('QuotaExceededError');
    }
    this.entries.set(name, value);
  }

  removeItem(name: string): void {
    this.entries.delete(name);
  }

  clear(): void {
    this.entries.clear();
  }
}

/** A stream of notices, told by the test. */
export class HandStream implements EventStream {
  readonly url: string;
  readyState = 0;
  readonly #listeners = new Map<string, (event: { readonly data?: unknown }) => void>();

  constructor(url: string) {
    this.url = url;
  }

  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void {
    this.#listeners.set(type, listener);
  }

  close(): void {
    this.readyState = 2;
  }

  open(): void {
    this.readyState = 1;
    this.#listeners.get('open')?.({});
  }

  say(message: unknown): void {
    this.#listeners.get('message')?.({ data: typeof message === 'string' ? message : JSON.stringify(message) });
  }

  /** The connection is lost; a browser tries again unless it was refused. */
  lose(readyState: 0 | 2): void {
    this.readyState = readyState;
    this.#listeners.get('error')?.({});
  }
}

class HandPage implements Page {
  looking = true;
  readonly #tasks = new Map<string, Set<() => void>>();

  visible(): boolean {
    return this.looking;
  }

  on(happening: string, task: () => void): Cancel {
    const tasks = this.#tasks.get(happening) ?? new Set();
    this.#tasks.set(happening, tasks.add(task));
    return () => tasks.delete(task);
  }

  async happens(happening: 'shown' | 'hidden' | 'online'): Promise<void> {
    if (happening !== 'online') {
      this.looking = happening === 'shown';
    }
    this.#tasks.get(happening)?.forEach((task) => task());
    await calm();
  }
}

/** Everything around a client, in the hands of a test. */
export class Stage implements Surroundings {
  readonly clock = new HandClock();
  readonly page = new HandPage();
  readonly asked: Asked[] = [];
  readonly streams: HandStream[] = [];
  stored = new MapStorage();
  /** What every draw gives. */
  chance = 0.5;
  /** Whether a request that is given up ends, or its answer was already there. */
  aborting: 'in time' | 'too late' = 'in time';
  random = (): number => this.chance;
  /** Who waits for what another page of the site writes. */
  readonly elsewhereTasks = new Map<string, () => void>();

  elsewhere = (name: string, task: () => void): Cancel => {
    this.elsewhereTasks.set(name, task);
    return () => this.elsewhereTasks.delete(name);
  };

  storage = (): Storage | undefined => this.stored;

  fetch = async (input: string | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    let resolve: (response: Response) => void = () => undefined;
    let reject: (error: Error) => void = () => undefined;
    const response = new Promise<Response>((good, bad) => {
      [resolve, reject] = [good, bad];
    });
    const asked = new Asked(request, typeof init?.body === 'string' ? init.body : await request.text(), resolve, reject);
    if (this.aborting === 'in time') {
      request.signal.addEventListener('abort', () => asked.fail());
    }
    this.asked.push(asked);
    return response;
  };

  stream = (url: string): EventStream => {
    const stream = new HandStream(url);
    this.streams.push(stream);
    return stream;
  };

  open(options: Options = {}): FlagsClient {
    return new FlagsClient({ endpoint: 'https://flags.example', surroundings: this, ...options });
  }

  /** The request made last. */
  get last(): Asked {
    const last = this.asked.at(-1);
    if (!last) {
      throw new Error('nothing was asked');
    }
    return last;
  }

  get unanswered(): Asked[] {
    return this.asked.filter((asked) => asked.open);
  }
}
