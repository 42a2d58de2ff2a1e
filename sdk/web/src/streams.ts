import type { StreamOffer } from './answer.ts';
import { isRecord } from './canonical.ts';
import { backoff } from './retry.ts';
import type { Cancel, EventStream, Surroundings } from './surroundings.ts';
import type { Trigger } from './wire.ts';

const CLOSED = 2;

export interface StreamSettings {
  readonly withCredentials: boolean;
  readonly backoffMillis: number;
  readonly backoffCapMillis: number;
}

/** What streams tell. */
export interface StreamListener {
  /** There may be something new. */
  notice(trigger: Trigger): void;
  /** The server's rule set is this one. */
  version(version: string): void;
}

/** The server's streams of notices: opened, opened again after an interruption, and closed while nobody looks at the page. */
export class Streams {
  readonly #around: Surroundings;
  readonly #settings: StreamSettings;
  readonly #listener: StreamListener;
  #offers: readonly StreamOffer[] = [];
  #open: EventStream[] = [];
  #cancels: Cancel[] = [];
  #cancelSleep: Cancel | undefined;
  #asleep: 'asleep' | 'awake' = 'awake';
  #failures = 0;

  constructor(settings: StreamSettings, listener: StreamListener, around: Surroundings) {
    this.#settings = settings;
    this.#listener = listener;
    this.#around = around;
  }

  /**
   * Listens to these and no others; those that stay the same are left alone, unless they are `silent`: they said nothing of what is known from
   * elsewhere, and a connection that is dead does not say so.
   */
  follow(offers: readonly StreamOffer[], hitherto: 'heard' | 'silent' = 'heard'): void {
    const same = offers.length === this.#offers.length && offers.every((offer, at) => offer.url === this.#offers[at]?.url);
    this.#offers = offers;
    if ((!same || hitherto === 'silent') && this.#asleep === 'awake') {
      this.#close();
      offers.forEach((offer) => this.#listen(offer.url, same ? 'again' : 'first'));
    }
  }

  /** Nobody looks at the page any more. */
  hidden(): void {
    const delays = this.#offers.map((offer) => offer.inactivityMillis);
    if (delays.length > 0 && Math.min(...delays) > 0) {
      this.#cancelSleep ??= this.#around.clock.after(Math.min(...delays), () => {
        this.#asleep = 'asleep';
        this.#close();
      });
    }
  }

  /** Somebody looks again; `resumed` if notices may have been missed because nobody did. */
  shown(): 'resumed' | 'unbroken' {
    this.#cancelSleep?.();
    this.#cancelSleep = undefined;
    if (this.#asleep === 'awake') {
      return 'unbroken';
    }
    this.#asleep = 'awake';
    this.#offers.forEach((offer) => this.#listen(offer.url, 'first'));
    return 'resumed';
  }

  close(): void {
    this.#offers = [];
    this.#cancelSleep?.();
    this.#close();
  }

  #close(): void {
    this.#cancels.forEach((cancel) => cancel());
    this.#open.forEach((stream) => stream.close());
    this.#cancels = [];
    this.#open = [];
  }

  #listen(url: string, which: 'first' | 'again'): void {
    const stream = this.#around.stream(url, { withCredentials: this.#settings.withCredentials });
    if (!stream) {
      return;
    }
    this.#open.push(stream);
    let interrupted = which === 'again';
    stream.addEventListener('open', () => {
      this.#failures = 0;
      if (interrupted) {
        // What was said meanwhile is lost.
        interrupted = false;
        this.#ifCurrent(stream, () => this.#listener.notice({}));
      }
    });
    stream.addEventListener('message', ({ data }) => this.#ifCurrent(stream, () => this.#heard(data)));
    stream.addEventListener('error', () => {
      interrupted = true;
      if (stream.readyState === CLOSED) {
        // A browser connects again by itself, but not after a refusal.
        this.#ifCurrent(stream, () => this.#later(stream, url));
      }
    });
  }

  #later(stream: EventStream, url: string): void {
    this.#open = this.#open.filter((other) => other !== stream);
    const { backoffMillis, backoffCapMillis } = this.#settings;
    const wait = backoff(++this.#failures, backoffMillis, backoffCapMillis, this.#around.random);
    this.#cancels.push(this.#around.clock.after(wait, () => this.#listen(url, 'again')));
  }

  #ifCurrent(stream: EventStream, act: () => void): void {
    if (this.#open.includes(stream)) {
      act();
    }
  }

  #heard(data: unknown): void {
    const message = parsed(data);
    const { type, etag, lastModified, flagsVersion } = message;
    if (type === 'refetchEvaluation') {
      this.#listener.notice({
        ...(typeof etag === 'string' ? { flagConfigEtag: etag } : {}),
        ...(typeof lastModified === 'string' || typeof lastModified === 'number' ? { flagConfigLastModified: String(lastModified) } : {}),
      });
    } else if (type === 'flagsVersion' && typeof flagsVersion === 'string') {
      this.#listener.version(flagsVersion);
    }
  }
}

function parsed(data: unknown): Record<string, unknown> {
  try {
    const message: unknown = JSON.parse(String(data));
    return isRecord(message) ? message : {};
  } catch {
    return {};
  }
}
