export type Cancel = () => void;

export interface Clock {
  now(): number;
  after(millis: number, task: () => void): Cancel;
}

/** The part of `EventSource` that is used. */
export interface EventStream {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  close(): void;
}

/** The page as far as refreshing depends on it. */
export interface Page {
  visible(): boolean;
  /** `shown` includes getting the focus and coming back by the history. */
  on(happening: 'shown' | 'hidden' | 'online', task: () => void): Cancel;
}

/** Everything outside the client; tests bring their own. */
export interface Surroundings {
  readonly clock: Clock;
  readonly page: Page;
  random(): number;
  fetch(input: string | Request, init?: RequestInit): Promise<Response>;
  /** May throw, as `window.localStorage` does where it is forbidden. */
  storage(): Storage | undefined;
  /** Has a task told when another page of this site writes under this name. Nothing where pages do not hear of each other. */
  elsewhere?(name: string, task: () => void): Cancel;
  /** Undefined where there is no `EventSource`. */
  stream(url: string, options: { readonly withCredentials: boolean }): EventStream | undefined;
}

/** A browser's page, worker, or a server that renders pages: what is not there is not used. */
export const browser: Surroundings = {
  clock: {
    now: () => Date.now(),
    after: (millis, task) => {
      const timer = setTimeout(task, millis);
      return () => clearTimeout(timer);
    },
  },
  page: {
    visible: () => globalThis.document?.visibilityState !== 'hidden',
    on: (happening, task) => {
      switch (happening) {
        case 'online':
          return listen(globalThis.window, 'online', task);
        case 'hidden':
          return listen(globalThis.document, 'visibilitychange', () => document.visibilityState === 'hidden' && task());
        case 'shown': {
          const cancels = [
            listen(globalThis.document, 'visibilitychange', () => document.visibilityState === 'visible' && task()),
            listen(globalThis.window, 'focus', task),
            listen(globalThis.window, 'pageshow', task),
          ];
          return () => cancels.forEach((cancel) => cancel());
        }
      }
    },
  },
  random: Math.random,
  fetch: (input, init) => fetch(input, init),
  storage: () => globalThis.window?.localStorage,
  elsewhere: (name, task) => {
    const heard = (event: StorageEvent) => event.key === name && event.newValue !== null && task();
    globalThis.window?.addEventListener('storage', heard);
    return () => globalThis.window?.removeEventListener('storage', heard);
  },
  stream: (url, options) => (typeof EventSource === 'undefined' ? undefined : new EventSource(url, options)),
};

function listen(target: EventTarget | undefined, type: string, task: () => void): Cancel {
  target?.addEventListener(type, task);
  return () => target?.removeEventListener(type, task);
}
