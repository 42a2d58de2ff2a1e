import { useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react';
import type { Page } from '../api/types.ts';
import { useSignedOutGuard } from '../app/session.tsx';
import { CursorList, type ListView } from './CursorList.ts';

/** The list named by the key, with its first page on the way; another key starts another list. */
export function useCursorList<T>(
  key: string, fetch: (after: string | null, signal: AbortSignal) => Promise<Page<T>>,
): { list: CursorList<T>; view: ListView<T> } {
  // The key stands for everything the fetch depends on.
  const list = useMemo(() => new CursorList<T>(fetch), [key]);
  const view = useSyncExternalStore(list.watch, list.view);
  const guard = useSignedOutGuard();
  const judge = useEffectEvent(() => guard(view.error));
  useEffect(() => {
    void list.more();
    return () => list.cancel();
  }, [list]);
  useEffect(() => judge(), [view.error]);
  useEffect(() => {
    const again = () => {
      if (list.view().error?.unanswered()) {
        void list.more();
      }
    };
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [list]);
  return { list, view };
}
