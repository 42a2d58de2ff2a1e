import {
  type ErrorCode, type EvaluationContext, type JsonValue, OpenFeatureEventEmitter, type Provider, ProviderEvents, type ResolutionDetails,
} from '@openfeature/web-sdk';
import { FlagsClient, type Options } from './client.ts';
import { browser } from './surroundings.ts';
import type { Change, Context, FlagValue } from './types.ts';

/** What the provider is made with; the context comes from OpenFeature. */
export type ProviderOptions = Omit<Options, 'context'>;

/**
 * The flags of a page by OpenFeature. Ready at once if something is known from a former visit, and ready with defaults (then stale) if the
 * server cannot be asked: a page never waits for it longer than its patience. A context that loses its `targetingKey` is a logout.
 */
export class HoldfastWebProvider implements Provider {
  readonly metadata = { name: 'holdfast' } as const;
  readonly runsOn = 'client';
  readonly events = new OpenFeatureEventEmitter();
  readonly #options: ProviderOptions;
  #client: FlagsClient | undefined;
  #said: 'ready' | 'stale' = 'ready';

  constructor(options: ProviderOptions = {}) {
    this.#options = options;
  }

  /** The client behind, for guarded operations and skeletons; there after the provider was set. */
  get client(): FlagsClient | undefined {
    return this.#client;
  }

  async initialize(context: EvaluationContext = {}): Promise<void> {
    this.#client?.close();
    const client = new FlagsClient({ ...this.#options, context: context as Context });
    this.#client = client;
    // Values of a former visit are good enough to begin with.
    if (client.state === 'NOT_READY') {
      await client.ready();
    }
    client.subscribe((change) => this.#pass(change));
    this.#sayIfStale(client);
  }

  onContextChange(before: EvaluationContext, after: EvaluationContext): Promise<void> | void {
    const client = this.#client;
    if (client) {
      const done = before.targetingKey && !after.targetingKey ? client.logout(after as Context) : client.updateContext(after as Context);
      if (client.state === 'NOT_READY') {
        return done.then(() => this.#sayIfStale(client));
      }
      // Known from a former visit: nothing to reconcile, and so nothing that a page would draw a skeleton for.
      this.#sayIfStale(client);
    }
  }

  async onClose(): Promise<void> {
    this.#client?.close();
  }

  resolveBooleanEvaluation(flag: string, fallback: boolean): ResolutionDetails<boolean> {
    return this.#resolve(flag, fallback);
  }

  resolveStringEvaluation(flag: string, fallback: string): ResolutionDetails<string> {
    return this.#resolve(flag, fallback);
  }

  resolveNumberEvaluation(flag: string, fallback: number): ResolutionDetails<number> {
    return this.#resolve(flag, fallback);
  }

  resolveObjectEvaluation<T extends JsonValue>(flag: string, fallback: T): ResolutionDetails<T> {
    return this.#resolve(flag, fallback);
  }

  #resolve<T>(flag: string, fallback: T): ResolutionDetails<T> {
    const details = this.#client?.details(flag, fallback as FlagValue);
    if (!details) {
      return { value: fallback, reason: 'ERROR', errorCode: 'PROVIDER_NOT_READY' as ErrorCode };
    }
    const { value, reason, variant, metadata, errorCode } = details;
    return {
      value: value as T,
      reason,
      ...(variant === undefined ? {} : { variant }),
      ...(metadata === undefined ? {} : { flagMetadata: metadata }),
      ...(errorCode === undefined ? {} : { errorCode: errorCode as ErrorCode }),
    };
  }

  #pass({ state, changed }: Change): void {
    if (changed.length > 0) {
      this.events.emit(ProviderEvents.ConfigurationChanged, { flagsChanged: [...changed] });
    }
    if (state === 'STALE') {
      this.#sayStale();
    } else if (state === 'FRESH' && this.#said === 'stale') {
      this.#said = 'ready';
      this.events.emit(ProviderEvents.Ready);
    }
  }

  #sayStale(): void {
    this.#said = 'stale';
    this.events.emit(ProviderEvents.Stale, { message: 'the flag server does not answer' });
  }

  #sayIfStale(client: FlagsClient): void {
    // After OpenFeature has noted that the provider is ready, which would overwrite it.
    const { clock } = this.#options.surroundings ?? browser;
    clock.after(0, () => {
      if (client === this.#client && client.state === 'STALE') {
        this.#sayStale();
      }
    });
  }
}
