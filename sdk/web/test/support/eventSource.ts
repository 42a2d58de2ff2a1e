import type { EventStream } from '../../src/surroundings.ts';

/** `EventSource` for Node 20, which has none: as much of the standard as the tests need, over a real connection. */
export class FetchedStream implements EventStream {
  readyState = 0;
  readonly #url: string;
  readonly #stop = new AbortController();
  readonly #listeners = new Map<string, ((event: { readonly data?: unknown }) => void)[]>();
  #retryMillis = 200;

  constructor(url: string) {
    this.#url = url;
    void this.#connect();
  }

  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void {
    this.#listeners.set(type, [...this.#listeners.get(type) ?? [], listener]);
  }

  close(): void {
    this.readyState = 2;
    this.#stop.abort();
  }

  async #connect(): Promise<void> {
    while (this.readyState !== 2) {
      try {
        await this.#read();
      } catch {
        // As after the regular end: connect again.
      }
      if (this.readyState !== 2) {
        this.readyState = 0;
        this.#fire('error', {});
        await new Promise((resolve) => setTimeout(resolve, this.#retryMillis));
      }
    }
  }

  async #read(): Promise<void> {
    const response = await fetch(this.#url, { signal: this.#stop.signal, headers: { Accept: 'text/event-stream' } });
    this.readyState = 1;
    this.#fire('open', {});
    let rest = '';
    for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (rest + part).split('\n\n');
      rest = blocks.pop() ?? '';
      blocks.forEach((block) => this.#take(block));
    }
  }

  #take(block: string): void {
    const data = block.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice(6)] : []));
    const retry = /^retry: (\d+)$/m.exec(block)?.[1];
    this.#retryMillis = retry ? Number(retry) : this.#retryMillis;
    if (data.length > 0) {
      this.#fire('message', { data: data.join('\n') });
    }
  }

  #fire(type: string, event: { readonly data?: unknown }): void {
    this.#listeners.get(type)?.forEach((listener) => listener(event));
  }
}
