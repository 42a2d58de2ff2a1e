/** A reproducible source of numbers: mulberry32. The test that uses it names the seed when it fails. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1). */
  readonly next = (): number => {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ this.#state >>> 15, this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
    return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32;
  };

  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }
}

/** Runs a test with a seed of its own, or with the one in SEED, and says which it was when it fails. */
export async function withSeed(test: (dice: Dice) => void | Promise<void>): Promise<void> {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 32));
  try {
    await test(new Dice(seed));
  } catch (error) {
    throw new Error(`failed with SEED=${seed}; run again with that variable set`, { cause: error });
  }
}
