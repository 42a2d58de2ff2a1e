import { type ApiError, asApiError } from '../api/errors.ts';
import type { Page } from '../api/types.ts';

export interface ListView<T> {
  readonly items: readonly T[];
  readonly loading: boolean;
  /** Whether the end was reached. */
  readonly ended: boolean;
  readonly error: ApiError | null;
}

type Fetch<T> = (after: string | null, signal: AbortSignal) => Promise<Page<T>>;

/** A long list that is fetched page by page, in order; asking for more while a page is on its way changes nothing. */
export class CursorList<T> {
  readonly #fetch: Fetch<T>;
  readonly #listeners = new Set<() => void>();
  #view: ListView<T> = { items: [], loading: false, ended: false, error: null };
  #next: string | null = null;
  #stop = new AbortController();

  constructor(fetch: Fetch<T>) {
    this.#fetch = fetch;
  }

  readonly view = (): ListView<T> => this.#view;

  readonly watch = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly more = async (): Promise<void> => {
    if (this.#view.loading || this.#view.ended) {
      return;
    }
    const signal = this.#stop.signal;
    this.#show({ loading: true, error: null });
    try {
      const page = await this.#something(this.#next, signal);
      if (!signal.aborted) {
        this.#take(page);
      }
    } catch (thrown) {
      const error = asApiError(thrown);
      if (!signal.aborted) {
        this.#show({ loading: false, error });
      }
    }
  };

  /** Everything up to the end, or to the first failure. */
  readonly all = async (): Promise<void> => {
    const signal = this.#stop.signal;
    while (!this.#view.ended && !signal.aborted) {
      const before = this.#view.items.length;
      await this.#settled();
      await this.more();
      if (this.#view.error !== null || (this.#view.items.length === before && !this.#view.ended && !this.#view.loading)) {
        return;
      }
    }
  };

  /** Changes one item in place, as an event or an answer told it. */
  replace(matches: (item: T) => boolean, item: T): boolean {
    const at = this.#view.items.findIndex(matches);
    if (at >= 0) {
      this.#show({ items: this.#view.items.with(at, item) });
    }
    return at >= 0;
  }

  prepend(item: T): void {
    this.#show({ items: [item, ...this.#view.items] });
  }

  /** Fetches the first page anew and shows it in place of everything; what is shown stays until then. */
  readonly refresh = async (): Promise<void> => {
    this.cancel();
    const signal = this.#stop.signal;
    this.#show({ loading: true, error: null });
    try {
      const page = await this.#something(null, signal);
      if (!signal.aborted) {
        this.#view = { ...this.#view, items: [] };
        this.#take(page);
      }
    } catch (thrown) {
      if (!signal.aborted) {
        this.#show({ loading: false, error: asApiError(thrown) });
      }
    }
  };

  cancel(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#view = { ...this.#view, loading: false };
  }

  /** The next page that holds anything: a search may answer pages without a find, only to say where it goes on. */
  async #something(after: string | null, signal: AbortSignal): Promise<Page<T>> {
    let page = await this.#fetch(after, signal);
    while (page.items.length === 0 && page.next !== null && !signal.aborted) {
      page = await this.#fetch(page.next, signal);
    }
    return page;
  }

  #take(page: Page<T>): void {
    this.#next = page.next;
    this.#show({ items: [...this.#view.items, ...page.items], loading: false, ended: page.next === null, error: null });
  }

  #settled(): Promise<void> {
    if (!this.#view.loading) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const stop = this.watch(() => {
        if (!this.#view.loading) {
          stop();
          resolve();
        }
      });
    });
  }

  #show(change: Partial<ListView<T>>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }
}
