import { useCallback, useRef, useState } from 'react';
import { type ApiError, asApiError } from '../api/errors.ts';
import { type Options, randomKey } from '../api/http.ts';
import { useSignedOutGuard } from '../app/session.tsx';

export interface Action<A extends readonly unknown[]> {
  readonly run: (...args: A) => Promise<void>;
  readonly busy: boolean;
  readonly error: ApiError | null;
  readonly clear: () => void;
}

/**
 * Something that changes the server. Its idempotency key stays the same until an answer came: repeating an act whose answer
 * was lost on the way doesn't do it twice.
 */
export function useAction<A extends readonly unknown[]>(act: (options: Options, ...args: A) => Promise<void>): Action<A> {
  const guard = useSignedOutGuard();
  const key = useRef<string | null>(null);
  const latest = useRef(act);
  latest.current = act;
  const [state, setState] = useState<{ busy: boolean; error: ApiError | null }>({ busy: false, error: null });
  const run = useCallback(async (...args: A) => {
    key.current ??= randomKey();
    setState({ busy: true, error: null });
    try {
      await latest.current({ idempotencyKey: key.current }, ...args);
      key.current = null;
      setState({ busy: false, error: null });
    } catch (thrown) {
      const error = asApiError(thrown);
      if (!error?.unanswered()) {
        key.current = null;
      }
      setState({ busy: false, error });
      guard(error);
    }
  }, [guard]);
  const clear = useCallback(() => setState({ busy: false, error: null }), []);
  return { run, busy: state.busy, error: state.error, clear };
}
