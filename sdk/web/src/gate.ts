import type { Clock } from './surroundings.ts';

/** Closed while the server has asked not to be asked; for all contexts, since a visitor changes and the network address does not. */
export class Gate {
  readonly #clock: Clock;
  #until = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  closeFor(millis: number): void {
    this.#until = this.#clock.now() + millis;
  }

  /** How long it stays closed; 0 if it is open. */
  waitMillis(): number {
    return Math.max(0, this.#until - this.#clock.now());
  }
}
