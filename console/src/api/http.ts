import { ApiError, errorOf } from './errors.ts';

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
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const DEADLINE_MILLIS = 30_000;

/** JSON over fetch: adds the CSRF header to whatever changes something, a deadline to everything, and makes errors of refusals. */
export class Http {
  #csrf: string | null = null;
  readonly #send: typeof fetch;

  constructor(send: typeof fetch = (input, init) => fetch(input, init)) {
    this.#send = send;
  }

  /** The token of the present session; null when signed out. */
  trust(csrf: string | null): void {
    this.#csrf = csrf;
  }

  async call(method: Method, path: string, options: Options = {}): Promise<Answer> {
    const deadline = AbortSignal.timeout(DEADLINE_MILLIS);
    const answer = await this.#send(urlOf(path, options.query), {
      method,
      headers: this.#headers(method, options),
      credentials: 'same-origin',
      redirect: 'error',
      cache: 'no-store',
      signal: options.signal ? AbortSignal.any([options.signal, deadline]) : deadline,
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    if (!answer.ok) {
      throw await errorOf(answer);
    }
    return { status: answer.status, body: await jsonOf(answer) };
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
