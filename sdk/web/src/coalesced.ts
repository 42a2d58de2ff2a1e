/** Work of which only one run is under way at a time. */
export class Coalesced<T> {
  readonly #work: () => Promise<T>;
  #running: Promise<T> | undefined;
  #next: { readonly run: Promise<T>; readonly begin: () => void } | undefined;

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
    this.#next ??= this.#later();
    return this.#next.run;
  }

  #start(): Promise<T> {
    const run = this.#work();
    this.#running = run;
    // The first to hear of the end, so that nobody gets in between two runs.
    const end = () => {
      this.#running = undefined;
      const next = this.#next;
      this.#next = undefined;
      next?.begin();
    };
    void run.then(end, end);
    return run;
  }

  #later() {
    let begin: () => void = () => undefined;
    const run = new Promise<T>((resolve) => {
      begin = () => resolve(this.#start());
    });
    return { run, begin };
  }
}
