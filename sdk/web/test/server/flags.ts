import { createHash } from 'node:crypto';
import { canonical } from '../../src/canonical.ts';

export type Attributes = Readonly<Record<string, unknown>>;

/** One flag: the values it can have, and which one somebody gets. */
export interface Rule {
  readonly variants: Readonly<Record<string, unknown>>;
  readonly choose: (context: Attributes) => string;
}

/** A published rule set with its version, and for each flag the version of its last change. */
export class FlagSet {
  readonly #rules = new Map<string, Rule>();
  readonly #changed = new Map<string, number>();
  #sequence = 0;
  evaluations = 0;

  set(flag: string, rule: Rule): void {
    this.#rules.set(flag, rule);
    this.#changed.set(flag, ++this.#sequence);
  }

  get version(): string {
    const content = [...this.#rules].map(([flag, { variants, choose }]) => [flag, variants, String(choose)]);
    return `${this.#sequence}-${createHash('sha256').update(canonical(content)).digest('hex')}`;
  }

  /** The sequence before which nobody may rely on these flags. */
  minimum(flags: readonly string[]): number {
    return Math.max(0, ...flags.map((flag) => this.#changed.get(flag) ?? 0));
  }

  value(flag: string, context: Attributes): unknown {
    const rule = this.#rules.get(flag);
    return rule?.variants[rule.choose(context)];
  }

  evaluate(context: Attributes): object[] {
    this.evaluations++;
    return [...this.#rules].map(([key, { variants, choose }]) => {
      const variant = choose(context);
      return { key, value: variants[variant], variant, reason: 'TARGETING_MATCH' };
    });
  }
}
