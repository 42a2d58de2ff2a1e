import type { Answer } from './answer.ts';
import { Coalesced } from './coalesced.ts';
import type { Gate } from './gate.ts';
import type { LastKnown } from './lastKnown.ts';
import { backoff } from './retry.ts';
import { sha256 } from './sha256.ts';
import { Streams } from './streams.ts';
import type { Cancel, Surroundings } from './surroundings.ts';
import type { State, Times } from './types.ts';
import { isNewer } from './version.ts';
import { ask, type Reply, type Trigger } from './wire.ts';

const REWRITE_AFTER_MILLIS = 3_600_000;

/** What the readings of a client have in common. */
export interface Shared {
  readonly base: URL;
  readonly headers: () => HeadersInit;
  readonly credentials: RequestCredentials;
  readonly times: Times;
  readonly around: Surroundings;
  readonly lastKnown: LastKnown;
  readonly gate: Gate;
}

/** Whether the server answered what it was asked. */
export type Outcome = 'answered' | 'unanswered';

/**
 * What is known for one context, and the keeping of it up to date. A client that gets another context closes this and makes another, so
 * that no late answer can reach the wrong visitor.
 */
export class Reading {
  /** Done when the state is final for now: after the first outcome, when patience is over, or when this is closed. */
  readonly settled: Promise<void>;
  readonly context: string;
  readonly #shared: Shared;
  readonly #tell: (changed: readonly string[]) => void;
  readonly #key: string;
  readonly #life = new AbortController();
  readonly #streams: Streams;
  readonly #requests = new Coalesced(() => this.#ask());
  #settle: () => void = () => undefined;
  #state: State;
  #answer: Answer | undefined;
  #trigger: Trigger = {};
  #askedAt = -Infinity;
  #storedAt: number;
  #failures = 0;
  #overdue: 'overdue' | 'in time' = 'in time';
  #reason: 'time' | 'other' = 'other';
  #cancelTimer: Cancel | undefined;
  #cancelNotice: Cancel | undefined;
  #cancelPatience: Cancel | undefined;

  /**
   * @param context as canonical JSON
   * @param tell called when the state or a flag is no longer what it was
   */
  constructor(context: string, shared: Shared, tell: (changed: readonly string[]) => void) {
    this.context = context;
    this.#shared = shared;
    this.#tell = tell;
    this.#key = sha256(JSON.stringify([shared.base.href, context]));
    this.#answer = shared.lastKnown.read(this.#key, shared.base, shared.around.clock.now());
    this.#storedAt = this.#answer?.at ?? -Infinity;
    this.#state = this.#answer ? 'CACHED' : 'NOT_READY';
    this.settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
    const listener = { notice: (trigger: Trigger) => this.notice(trigger), version: (version: string) => this.heard(version) };
    this.#streams = new Streams({ withCredentials: shared.credentials === 'include', ...shared.times }, listener, shared.around);
  }

  get state(): State {
    return this.#state;
  }

  get answer(): Answer | undefined {
    return this.#answer;
  }

  /** Asks for the first time. */
  start(): void {
    const { clock } = this.#shared.around;
    this.#cancelPatience = clock.after(this.#shared.times.patienceMillis, () => this.#become('STALE', []));
    void this.#requests.join();
  }

  /** Asks the server by a request that begins after this call. */
  refetch(): Promise<Outcome> {
    return this.#requests.anew();
  }

  /** Something may be new: asks soon, once for all notices that come meanwhile. */
  notice(trigger: Trigger): void {
    this.#trigger = trigger;
    this.#cancelNotice ??= this.#after(this.#shared.times.noticeSpreadMillis * this.#shared.around.random(), () => {
      this.#cancelNotice = undefined;
      void this.#requests.anew();
    });
  }

  /** Somebody's rule set is this one. */
  heard(version: string): void {
    const known = this.#answer?.version;
    if (known !== undefined && isNewer(version, known)) {
      this.notice({});
    }
  }

  shown(): void {
    const { around: { clock }, times, gate } = this.#shared;
    if (this.#streams.shown() === 'resumed') {
      this.#trigger = { unconditional: true };
      void this.#requests.anew();
    } else if (gate.waitMillis() === 0 && (this.#overdue === 'overdue' || clock.now() - this.#askedAt >= times.focusAfterMillis)) {
      void this.#requests.join();
    }
  }

  hidden(): void {
    this.#streams.hidden();
  }

  online(): void {
    this.#failures = 0;
    this.notice({});
  }

  close(): void {
    this.#life.abort();
    [this.#cancelTimer, this.#cancelNotice, this.#cancelPatience].forEach((cancel) => cancel?.());
    this.#streams.close();
    this.#settle();
  }

  async #ask(): Promise<Outcome> {
    const { base, around, credentials, times, gate } = this.#shared;
    const trigger = this.#trigger;
    const reason = this.#reason;
    this.#trigger = {};
    this.#reason = 'other';
    this.#overdue = 'in time';
    this.#cancelTimer?.();
    if (this.#life.signal.aborted) {
      return 'unanswered';
    }
    if (gate.waitMillis() > 0) {
      return this.#throttled(gate.waitMillis());
    }
    this.#askedAt = around.clock.now();
    const reply = await ask({
      base, context: this.context, known: this.#answer, trigger, headers: this.#shared.headers, credentials, timeoutMillis: times.timeoutMillis, signal: this.#life.signal,
    }, around);
    return this.#life.signal.aborted ? 'unanswered' : this.#take(reply, reason);
  }

  #take(reply: Reply, reason: 'time' | 'other'): Outcome {
    const { times, gate, around: { random } } = this.#shared;
    switch (reply.kind) {
      case 'changed':
      case 'same':
        return this.#answered(reply.answer, reason);
      case 'throttled':
        gate.closeFor(reply.waitMillis);
        // A server that names no time worth the name is not asked all the more for it.
        return this.#throttled(Math.max(reply.waitMillis, backoff(++this.#failures, times.backoffMillis, times.backoffCapMillis, random)));
      case 'refused':
        return this.#unanswered(times.ttlMillis);
      case 'failed':
        return this.#unanswered(backoff(++this.#failures, times.backoffMillis, times.backoffCapMillis, random));
    }
  }

  #answered(answer: Answer, reason: 'time' | 'other'): Outcome {
    const before = this.#answer;
    const isNews = before?.version && answer.version ? isNewer(answer.version, before.version) : answer.body !== before?.body;
    this.#answer = answer;
    this.#failures = 0;
    if (answer.body !== before?.body || answer.version !== before?.version || answer.at - this.#storedAt > REWRITE_AFTER_MILLIS) {
      this.#shared.lastKnown.write(this.#key, answer);
      this.#storedAt = answer.at;
    }
    this.#streams.follow(answer.streams, isNews && reason === 'time' ? 'silent' : 'heard');
    if (!this.#shared.around.page.visible()) {
      // Loaded in a tab that nobody has looked at yet.
      this.#streams.hidden();
    }
    // Pages that were loaded together shall not go on asking together.
    this.#schedule(this.#shared.times.ttlMillis * (0.9 + 0.2 * this.#shared.around.random()));
    this.#become('FRESH', differences(before, answer));
    return 'answered';
  }

  /** Never before the time that the server named, and not everybody in the same instant. */
  #throttled(waitMillis: number): Outcome {
    const { times, around: { random } } = this.#shared;
    return this.#unanswered(waitMillis + random() * times.noticeSpreadMillis);
  }

  #unanswered(retryMillis: number): Outcome {
    this.#schedule(retryMillis);
    this.#become('STALE', []);
    return 'unanswered';
  }

  #schedule(millis: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#after(millis, () => {
      if (this.#shared.around.page.visible()) {
        this.#reason = 'time';
        void this.#requests.join();
      } else {
        // Nobody looks; the page asks when somebody does.
        this.#overdue = 'overdue';
        this.#become('STALE', []);
      }
    });
  }

  #after(millis: number, task: () => void): Cancel {
    return this.#shared.around.clock.after(millis, task);
  }

  #become(state: State, changed: readonly string[]): void {
    this.#cancelPatience?.();
    const before = this.#state;
    this.#state = state;
    this.#settle();
    if (before !== state || changed.length > 0) {
      this.#tell(changed);
    }
  }
}

function differences(before: Answer | undefined, after: Answer): string[] {
  const known = before?.flags ?? new Map<string, never>();
  return [...new Set([...known.keys(), ...after.flags.keys()])].filter((flag) => essence(known.get(flag)) !== essence(after.flags.get(flag)));
}

function essence(evaluation: Answer['flags'] extends ReadonlyMap<string, infer E> ? E | undefined : never): string {
  return JSON.stringify([evaluation?.value, evaluation?.variant, evaluation?.errorCode]);
}
