import { useSyncExternalStore } from 'react';

const STEP_MILLIS = 30_000;
let now = Date.now();

/** The time, moving on twice a minute: enough for "4 minutes ago". */
export function useNow(): number {
  return useSyncExternalStore(watch, () => now);
}

function watch(listener: () => void): () => void {
  now = Date.now();
  const timer = setInterval(() => {
    now = Date.now();
    listener();
  }, STEP_MILLIS);
  return () => clearInterval(timer);
}
