import type { Agent, Job } from './types.ts';

export type ServerEvent =
  | { readonly kind: 'job'; readonly job: Job }
  | { readonly kind: 'agent'; readonly agent: Agent }
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'storage' }
  /** Something may have changed: sent while polling, and after a gap in the stream. */
  | { readonly kind: 'tick' };

export type FeedMode = 'connecting' | 'live' | 'polling';

/** The part of EventSource that is used here. */
export interface Stream {
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export interface FeedPorts {
  readonly open: (url: string) => Stream;
  readonly later: (act: () => void, millis: number) => () => void;
}

export const browserPorts: FeedPorts = {
  open: (url) => new EventSource(url),
  later: (act, millis) => {
    const timer = setTimeout(act, millis);
    return () => clearTimeout(timer);
  },
};

const FAILURES_BEFORE_POLLING = 2;
const POLL_MILLIS = 5_000;
const RECONNECT_MILLIS = 2_000;
const REOPEN_EVERY_POLLS = 6;

/** The server's events; when the stream can't be had, a tick every few seconds instead, while the stream is tried again now and then. */
export class Feed {
  readonly #url: string;
  readonly #ports: FeedPorts;
  readonly #listeners = new Set<(event: ServerEvent) => void>();
  readonly #modeListeners = new Set<() => void>();
  #mode: FeedMode = 'connecting';
  #stream: Stream | null = null;
  #failures = 0;
  #polls = 0;
  #gap = false;
  #cancelTimer: (() => void) | null = null;

  constructor(url: string, ports: FeedPorts = browserPorts) {
    this.#url = url;
    this.#ports = ports;
  }

  readonly mode = (): FeedMode => this.#mode;

  readonly watchMode = (listener: () => void): (() => void) => {
    this.#modeListeners.add(listener);
    return () => this.#modeListeners.delete(listener);
  };

  listen(listener: (event: ServerEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    this.stop();
    this.#open();
  }

  stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#stream !== null) {
      this.#stream.close();
      this.#stream = null;
      this.#gap = true;
    }
  }

  #open(): void {
    const stream = this.#ports.open(this.#url);
    this.#stream = stream;
    stream.addEventListener('open', () => this.#opened());
    stream.addEventListener('error', () => this.#failed());
    stream.addEventListener('job', (event) => this.#tell(event.data, (job: Job) => ({ kind: 'job', job })));
    stream.addEventListener('agent', (event) => this.#tell(event.data, (agent: Agent) => ({ kind: 'agent', agent })));
    stream.addEventListener('snapshot', () => this.#emit({ kind: 'snapshot' }));
    stream.addEventListener('storage', () => this.#emit({ kind: 'storage' }));
  }

  #opened(): void {
    this.#failures = 0;
    this.#switch('live');
    if (this.#gap) {
      this.#gap = false;
      this.#emit({ kind: 'tick' });
    }
  }

  #failed(): void {
    this.#stream?.close();
    this.#stream = null;
    this.#gap = true;
    this.#failures += 1;
    if (this.#failures < FAILURES_BEFORE_POLLING) {
      this.#cancelTimer = this.#ports.later(() => this.#open(), RECONNECT_MILLIS);
    } else {
      this.#switch('polling');
      this.#cancelTimer = this.#ports.later(() => this.#poll(), POLL_MILLIS);
    }
  }

  #poll(): void {
    this.#emit({ kind: 'tick' });
    this.#polls += 1;
    if (this.#polls % REOPEN_EVERY_POLLS === 0) {
      this.#open();
    } else {
      this.#cancelTimer = this.#ports.later(() => this.#poll(), POLL_MILLIS);
    }
  }

  #tell<T>(data: string, make: (value: T) => ServerEvent): void {
    let value: T;
    try {
      value = JSON.parse(data) as T;
    } catch {
      return;
    }
    this.#emit(make(value));
  }

  #emit(event: ServerEvent): void {
    for (const listener of this.#listeners) {
      listener(event);
    }
  }

  #switch(mode: FeedMode): void {
    if (this.#mode !== mode) {
      this.#mode = mode;
      for (const listener of this.#modeListeners) {
        listener();
      }
    }
  }
}
