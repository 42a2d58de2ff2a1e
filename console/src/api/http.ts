import type { FlagsClient, Guard } from '@holdfast/flags-web';
import { ApiError, errorOf } from './errors.ts';
import { type OwnFlag, SWITCHED_OFF } from './ownFlags.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type QueryValues = Readonly<Record<string, string | number | null | undefined>>;

export interface Options {
  readonly query?: QueryValues;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Version of the object the change is based on; the server answers 412 when it has moved on. */
  readonly ifMatch?: number;
  /** Same key, same effect: lets a person repeat an act whose answer was lost. */
  readonly idempotencyKey?: string;
  /** The flag without which this must not happen: the server refuses who decided on it before the flag changed. */
  readonly flag?: OwnFlag;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const DEADLINE_MILLIS = 30_000;

/** JSON over fetch: adds the CSRF header to whatever changes something, a deadline to everything, and makes errors of refusals. */
export class Http {
  #csrf: string | null = null;
  #flags: FlagsClient | null = null;
  #forget: (() => void) | null = null;
  readonly #send: typeof fetch;

  constructor(send: typeof fetch = (input, init) => fetch(input, init)) {
    this.#send = send;
  }

  /** The token of the present session; null when signed out. */
  trust(csrf: string | null): void {
    this.#csrf = csrf;
  }

  /** What proves that a request comes from this page. */
  proof(): Record<string, string> {
    return this.#csrf === null ? {} : { 'X-CSRF-Token': this.#csrf };
  }

  /** Asks these flags about whatever names one. `forget` is called at a sign-out; the function that is returned ends all that. */
  guardedBy(flags: FlagsClient, forget: () => void): () => void {
    this.#flags = flags;
    this.#forget = forget;
    return () => {
      if (this.#flags === flags) {
        this.#flags = null;
        this.#forget = null;
      }
    };
  }

  /** Nobody is signed in any more: what was known for them goes before anybody else is asked about. */
  leave(): void {
    this.#csrf = null;
    this.#forget?.();
    this.#flags = null;
    this.#forget = null;
  }

  async call(method: Method, path: string, options: Options = {}): Promise<Answer> {
    const deadline = AbortSignal.timeout(DEADLINE_MILLIS);
    const answer = await this.#sent(options.flag, urlOf(path, options.query), {
      method,
      headers: this.#headers(method, options),
      credentials: 'same-origin',
      redirect: 'error',
      cache: 'no-store',
      signal: options.signal ? AbortSignal.any([options.signal, deadline]) : deadline,
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    if (!answer.ok) {
      throw await this.#refusal(answer, options.flag);
    }
    return { status: answer.status, body: await jsonOf(answer) };
  }

  #sent(flag: OwnFlag | undefined, url: string, init: RequestInit): Promise<Response> {
    const flags = this.#flags;
    if (flag === undefined || flags === null) {
      return this.#send(url, init);
    }
    const ask: Guard['ask'] = () => (flags.value(flag, true) ? 'retry' : 'stop');
    return flags.guardedFetch(url, init, { flags: [flag], ask });
  }

  async #refusal(answer: Response, flag: OwnFlag | undefined): Promise<ApiError> {
    const error = await errorOf(answer);
    if (answer.status !== 409 || flag === undefined || !isOutdated(error.body)) {
      return error;
    }
    const off = this.#flags !== null && !this.#flags.value(flag, true);
    return new ApiError({
      code: 'flags_outdated', status: 409, requestId: error.requestId, body: error.body,
      message: off ? `Nothing was done. ${SWITCHED_OFF[flag]}` : 'Nothing was done: what may be done on this server has changed since this page asked.',
      next: off ? 'It was switched off while this page was open.' : 'Try it again.',
    });
  }

  #headers(method: Method, options: Options): Record<string, string> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (options.body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    if (method !== 'GET') {
      headers['Idempotency-Key'] = options.idempotencyKey ?? randomKey();
      if (this.#csrf !== null) {
        headers['X-CSRF-Token'] = this.#csrf;
      }
    }
    if (options.ifMatch !== undefined) {
      headers['If-Match'] = `"${options.ifMatch}"`;
    }
    return headers;
  }
}

function isOutdated(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'error' in body && body.error === 'flags_outdated';
}

/** A path with those query values that are set. */
export function urlOf(path: string, query: QueryValues = {}): string {
  const values = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') {
      values.set(name, String(value));
    }
  }
  const text = values.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** 128 random bits. Not randomUUID: that one is missing where the page came over plain HTTP. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function jsonOf(answer: Response): Promise<unknown> {
  if (answer.status === 204) {
    return undefined;
  }
  const text = await answer.text();
  if (text === '') {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError({
      code: 'unexpected_answer',
      status: answer.status,
      message: 'The server’s answer can’t be read.',
      next: 'Something between this browser and the server may have changed it. Reload the page.',
      requestId: answer.headers.get('X-Request-Id'),
    });
  }
}
