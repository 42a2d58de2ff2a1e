import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react';
import { AccessApi } from '../api/access.ts';
import { Feed, type FeedMode, type ServerEvent } from '../api/events.ts';
import { TenantApi } from '../api/tenant.ts';
import { useServer } from './session.tsx';

interface Value {
  readonly api: TenantApi;
  readonly feed: Feed;
}

const Context = createContext<Value | null>(null);
const TOPICS = ['jobs', 'agents', 'snapshots', 'storage'];

/** The tenant whose pages are shown, with its events. A hidden tab gives its connection back. */
export function TenantProvider({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const { http } = useServer();
  const value = useMemo(() => {
    const api = new TenantApi(http, name);
    return { api, feed: new Feed(api.eventsUrl(TOPICS)) };
  }, [http, name]);
  useEffect(() => {
    const follow = () => (document.visibilityState === 'hidden' ? value.feed.stop() : value.feed.start());
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      value.feed.stop();
    };
  }, [value]);
  return <Context value={value}>{children}</Context>;
}

export function useTenant(): TenantApi {
  return useValue().api;
}

/** Calls back with each event of the tenant while the component is shown. */
export function useEvents(listener: (event: ServerEvent) => void): void {
  const { feed } = useValue();
  const told = useEffectEvent(listener);
  useEffect(() => feed.listen((event) => told(event)), [feed]);
}

export function useFeedMode(): FeedMode {
  const { feed } = useValue();
  return useSyncExternalStore(feed.watchMode, feed.mode);
}

/** Access of the tenant shown, or of the whole server outside any. */
export function useAccess(): AccessApi {
  const tenant = useContext(Context)?.api.tenant ?? null;
  const { http } = useServer();
  return useMemo(() => new AccessApi(http, tenant), [http, tenant]);
}

/** The start of every address of this scope: `/t/NAME`, or `/server`. */
export function useScope(): string {
  const value = useContext(Context);
  return value === null ? '/server' : `/t/${encodeURIComponent(value.api.tenant)}`;
}

function useValue(): Value {
  const value = useContext(Context);
  if (value === null) {
    throw new Error('outside a tenant');
  }
  return value;
}
