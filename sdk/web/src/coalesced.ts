/** Work of which only one run is under way at a time. */
export class Coalesced<T> {
  readonly #work: () => Promise<T>;
  #running: Promise<T> | undefined;
  #next: Promise<T> | undefined;

  /** @param work must not reject */
  constructor(work: () => Promise<T>) {
    this.#work = work;
  }

  /** The run that is under way, or a new one. */
  join(): Promise<T> {
    return this.#running ?? this.#start();
  }

  /** A run that begins after this call; all who ask for it meanwhile get the same. */
  anew(): Promise<T> {
    if (!this.#running) {
      return this.#start();
    }
    this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      return this.#start();
    });
    return this.#next;
  }

  #start(): Promise<T> {
    const run = this.#work().finally(() => {
      if (this.#running === run) {
        this.#running = undefined;
      }
    });
    this.#running = run;
    return run;
  }
}
