import type { Visitor } from './browser.ts';

/**
 * How many visits go on at once, and a profile for each seat that visits share one after the other. A visit that fails takes its shared
 * profile along, so that nothing of it reaches another.
 */
export class Seats {
  readonly #arrive: () => Promise<Visitor>;
  readonly #swept: Visitor[] = [];
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(seats: number, arrive: () => Promise<Visitor>) {
    this.#free = seats;
    this.#arrive = arrive;
  }

  /** Does something as soon as there is a seat. */
  async taking<T>(go: () => Promise<T>): Promise<T> {
    if (this.#free > 0) {
      this.#free -= 1;
    } else {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    try {
      return await go();
    } finally {
      const next = this.#waiting.shift();
      if (next) {
        next();
      } else {
        this.#free += 1;
      }
    }
  }

  /** Does something with a profile that others had before, and leaves it to others if all went well. */
  sharing(go: (visitor: Visitor) => Promise<void>): Promise<void> {
    return this.taking(async () => {
      const visitor = this.#swept.pop() ?? await this.#arrive();
      try {
        await go(visitor);
      } catch (error) {
        await visitor.leave();
        throw error;
      }
      this.#swept.push(visitor);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#swept.map((visitor) => visitor.leave()));
  }
}
