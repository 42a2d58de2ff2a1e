import { type Answer, readAnswer } from './answer.ts';
import { retryAfter } from './retry.ts';
import type { Surroundings } from './surroundings.ts';
import { VERSION_HEADER } from './version.ts';

/** Why flags are asked for, as far as the server is told. */
export interface Trigger {
  readonly flagConfigEtag?: string;
  readonly flagConfigLastModified?: string;
  /** After a time without notices OFREP wants the whole answer. */
  readonly unconditional?: true;
}

export interface Question {
  readonly base: URL;
  /** The context as canonical JSON. */
  readonly context: string;
  readonly known: Answer | undefined;
  readonly trigger: Trigger;
  /** May throw; then nothing is asked. */
  readonly headers: () => HeadersInit;
  readonly credentials: RequestCredentials;
  readonly timeoutMillis: number;
  readonly signal: AbortSignal;
}

export type Reply =
  | { readonly kind: 'changed' | 'same'; readonly answer: Answer }
  | { readonly kind: 'throttled'; readonly waitMillis: number }
  /** The server understood and will not: asking again soon changes nothing. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'failed' };

/** Asks for all flags of a context. Never rejects. */
export async function ask(question: Question, around: Surroundings): Promise<Reply> {
  const timeout = new AbortController();
  const stop = () => timeout.abort();
  question.signal.addEventListener('abort', stop);
  const cancel = around.clock.after(question.timeoutMillis, stop);
  try {
    const response = await around.fetch(address(question), {
      method: 'POST',
      headers: headers(question),
      body: `{"context":${question.context}}`,
      credentials: question.credentials,
      signal: timeout.signal,
    });
    return await understand(response, question, around.clock.now());
  } catch {
    return { kind: 'failed' };
  } finally {
    cancel();
    question.signal.removeEventListener('abort', stop);
  }
}

function address({ base, trigger: { flagConfigEtag, flagConfigLastModified } }: Question): string {
  const url = new URL(`${base.pathname.replace(/\/$/, '')}/ofrep/v1/evaluate/flags`, base);
  for (const [name, value] of Object.entries({ flagConfigEtag, flagConfigLastModified })) {
    if (value !== undefined) {
      url.searchParams.set(name, value);
    }
  }
  return url.href;
}

function headers({ headers: own, known, trigger }: Question): Headers {
  const all = new Headers(own());
  all.set('Content-Type', 'application/json');
  if (known?.etag && !trigger.unconditional) {
    all.set('If-None-Match', known.etag);
  }
  if (known?.version) {
    // A replica that is behind sees by this that there is something newer.
    all.set(VERSION_HEADER, known.version);
  }
  return all;
}

async function understand(response: Response, { known, base }: Question, now: number): Promise<Reply> {
  const version = response.headers.get(VERSION_HEADER) ?? undefined;
  if (response.status === 304 && known) {
    return { kind: 'same', answer: { ...known, at: now, version: version ?? known.version } };
  }
  if (response.status === 200) {
    const answer = readAnswer(await response.json(), { etag: response.headers.get('ETag') ?? undefined, version, at: now }, base);
    return answer ? { kind: 'changed', answer } : { kind: 'failed' };
  }
  if (response.status === 429 || (response.status === 503 && response.headers.has('Retry-After'))) {
    return { kind: 'throttled', waitMillis: retryAfter(response.headers.get('Retry-After'), now) };
  }
  return { kind: response.status >= 400 && response.status < 500 && response.status !== 408 ? 'refused' : 'failed' };
}
