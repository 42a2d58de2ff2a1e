/** What went wrong with one request: either the server's own words, or why no words came. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly status: number;
  readonly next: string | null;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;
  /** The whole answer, for who knows what else is in it. */
  readonly body: unknown;

  constructor(facts: ErrorFacts) {
    super(facts.message);
    this.code = facts.code;
    this.status = facts.status;
    this.next = facts.next ?? null;
    this.requestId = facts.requestId ?? null;
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null;
    this.body = facts.body ?? null;
  }

  /** Whether no answer came: the network is away, the server is down, or it took too long. */
  unanswered(): boolean {
    return this.status === 0;
  }

  locked(): boolean {
    return this.status === 423;
  }

  signedOut(): boolean {
    return this.status === 401;
  }
}

export interface ErrorFacts {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly next?: string | null;
  readonly requestId?: string | null;
  readonly retryAfterSeconds?: number | null;
  readonly body?: unknown;
}

/** Reads the error out of an answer; a body that is not ours (a proxy's page, say) still becomes a usable error. */
export async function errorOf(answer: Response): Promise<ApiError> {
  const header = answer.headers.get('X-Request-Id');
  const retryAfterSeconds = secondsOf(answer.headers.get('Retry-After'));
  const body = await bodyOf(answer);
  const told = stated(body);
  if (told === null) {
    return new ApiError({
      code: 'unexpected_answer',
      status: answer.status,
      message: `The server answered ${answer.status}${answer.statusText ? ` ${answer.statusText}` : ''} without saying why.`,
      next: 'Try again; if it stays so, look for the request id in the server’s log.',
      requestId: header,
      retryAfterSeconds,
      body,
    });
  }
  return new ApiError({ ...told, status: answer.status, requestId: told.requestId ?? header, retryAfterSeconds, body });
}

/** Anything thrown, as an ApiError; null for a request this page gave up itself. */
export function asApiError(thrown: unknown): ApiError | null {
  if (thrown instanceof ApiError) {
    return thrown;
  }
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'AbortError') {
    return null;
  }
  if (name === 'TimeoutError') {
    return new ApiError({ code: 'timeout', status: 0, message: 'The server took too long to answer.', next: 'Try again in a moment.' });
  }
  if (thrown instanceof TypeError) {
    return new ApiError({
      code: 'unreachable', status: 0, message: 'The server can’t be reached from this browser.',
      next: 'Check the connection, and that the server runs.',
    });
  }
  return new ApiError({ code: 'internal', status: 0, message: `This page failed: ${String(thrown)}`, next: 'Reload the page.' });
}

async function bodyOf(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch {
    return null;
  }
}

function stated(body: unknown): Omit<ErrorFacts, 'status'> | null {
  if (typeof body !== 'object' || body === null || !('error' in body)) {
    return null;
  }
  const error = body.error;
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string') {
    return null;
  }
  return {
    code: error.code,
    message: textOf(error, 'message') ?? error.code,
    next: textOf(error, 'next'),
    requestId: textOf(error, 'request_id'),
  };
}

function textOf(object: object, field: string): string | null {
  const value: unknown = (object as Record<string, unknown>)[field];
  return typeof value === 'string' && value !== '' ? value : null;
}

function secondsOf(header: string | null): number | null {
  const seconds = header === null ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
