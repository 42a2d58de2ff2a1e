import type { Answer, Evaluation } from './answer.ts';
import type { Details, FlagValue, State, Widened } from './types.ts';

/** Everything that a read looks at. */
export interface Known {
  readonly answer: Answer | undefined;
  readonly state: State;
  readonly defaults: Readonly<Record<string, FlagValue>>;
}

/** The value of a flag: the server's or last known one, else the bundled default, else the fallback. Never throws. */
export function resolve<T extends FlagValue>(flag: string, fallback: T, known: Known): Details<Widened<T>> {
  const found = known.answer?.flags.get(flag);
  if (found && !found.errorCode) {
    if (found.value === undefined) {
      // The server leaves it to the code.
      return { value: fallback as Widened<T>, source: 'code', ...told(found, found.reason ?? 'DEFAULT') };
    }
    if (sameType(found.value, fallback)) {
      const source = known.state === 'FRESH' ? 'server' : 'last-known';
      const reason = known.state === 'FRESH' ? found.reason ?? 'UNKNOWN' : known.state;
      return { value: found.value as Widened<T>, source, ...told(found, reason) };
    }
  }
  const bundled = Object.hasOwn(known.defaults, flag) ? known.defaults[flag] : undefined;
  if (bundled !== undefined && sameType(bundled, fallback)) {
    return { value: bundled as Widened<T>, source: 'bundled', reason: 'DEFAULT' };
  }
  return { value: fallback as Widened<T>, source: 'code', reason: 'ERROR', errorCode: problem(found, known) };
}

/** What a flag is worth without a fallback, to compare one moment with another. */
export function worth(flag: string, { answer, defaults }: Pick<Known, 'answer' | 'defaults'>): FlagValue | undefined {
  return answer?.flags.get(flag)?.value ?? (Object.hasOwn(defaults, flag) ? defaults[flag] : undefined);
}

function told({ variant, metadata }: Evaluation, reason: string) {
  return { reason, ...(variant === undefined ? {} : { variant }), ...(metadata === undefined ? {} : { metadata }) };
}

function sameType(value: unknown, fallback: unknown): boolean {
  return typeof value === typeof fallback;
}

function problem(found: Evaluation | undefined, { answer, state }: Known): string {
  if (!answer) {
    return state === 'NOT_READY' ? 'PROVIDER_NOT_READY' : 'GENERAL';
  }
  return found ? found.errorCode ?? 'TYPE_MISMATCH' : 'FLAG_NOT_FOUND';
}
