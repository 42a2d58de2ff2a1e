import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { type ApiError, asApiError } from '../api/errors.ts';
import { useCache, useSignedOutGuard } from '../app/session.tsx';

export interface Query<T> {
  readonly data: T | undefined;
  readonly error: ApiError | null;
  readonly loading: boolean;
  readonly loadedAt: number | null;
  readonly reload: () => void;
  /** Shows what an event or the answer to a change told, without asking again. */
  readonly put: (data: T) => void;
}

interface Held<T> {
  readonly key: string;
  readonly data: T | undefined;
  readonly error: ApiError | null;
  readonly loading: boolean;
  readonly loadedAt: number | null;
}

const RETRY_MILLIS = 10_000;

/** What `load` answers, kept under the key: a page shown before appears at once and is fetched anew behind. */
export function useQuery<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Query<T> {
  const cache = useCache();
  const guard = useSignedOutGuard();
  const [round, setRound] = useState(0);
  const [held, setHeld] = useState<Held<T>>(() => fromCache<T>(cache, key));
  const current = held.key === key ? held : fromCache<T>(cache, key);

  const fetchInto = useEffectEvent(async (signal: AbortSignal) => {
    setHeld((was) => ({ ...(was.key === key ? was : fromCache<T>(cache, key)), loading: true }));
    try {
      const data = await load(signal);
      if (!signal.aborted) {
        const loadedAt = Date.now();
        cache.set(key, { data, loadedAt });
        setHeld({ key, data, error: null, loading: false, loadedAt });
      }
    } catch (thrown) {
      const error = asApiError(thrown);
      if (!signal.aborted && error !== null) {
        setHeld((was) => ({ ...was, key, error, loading: false }));
        guard(error);
      }
    }
  });

  useEffect(() => {
    const stop = new AbortController();
    void fetchInto(stop.signal);
    return () => stop.abort();
  }, [key, round]);

  const reload = useCallback(() => setRound((was) => was + 1), []);
  const unanswered = current.error?.unanswered() ?? false;
  useEffect(() => {
    if (!unanswered) {
      return undefined;
    }
    const timer = setTimeout(reload, RETRY_MILLIS);
    addEventListener('online', reload);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', reload);
    };
  }, [unanswered, round, reload]);

  const put = useCallback((data: T) => {
    const loadedAt = Date.now();
    cache.set(key, { data, loadedAt });
    setHeld({ key, data, error: null, loading: false, loadedAt });
  }, [cache, key]);
  return { data: current.data, error: current.error, loading: current.loading, loadedAt: current.loadedAt, reload, put };
}

export type Cache = Map<string, { readonly data: unknown; readonly loadedAt: number }>;

function fromCache<T>(cache: Cache, key: string): Held<T> {
  const kept = cache.get(key);
  return { key, data: kept?.data as T | undefined, error: null, loading: true, loadedAt: kept?.loadedAt ?? null };
}
