import { FlagsClient } from '@holdfast/flags-web';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { OWN_FLAGS, type OwnFlag, SWITCHED_OFF } from '../api/ownFlags.ts';
import type { Session } from '../api/types.ts';
import { match, usePlace } from './router.tsx';
import { useServer } from './session.tsx';

const Context = createContext<FlagsClient | null>(null);

/** The server's own flags, for who is signed in; whoever leaves leaves nothing of them behind. */
export function OwnFlagsProvider({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  const { http } = useServer();
  const [client, setClient] = useState<FlagsClient | null>(null);
  const { role, version } = session;
  const tenant = match('/t/:tenant', usePlace().path.split('/').slice(0, 3).join('/'))?.['tenant'] ?? session.tenant ?? '';
  const latest = useRef(tenant);
  useEffect(() => {
    latest.current = tenant;
    void client?.updateContext(contextOf(tenant, role, version));
  }, [client, tenant, role, version]);
  useEffect(() => {
    const opened = new FlagsClient({
      endpoint: '/flags/holdfast/service', prefix: 'holdfast.own-flags.', defaults: OWN_FLAGS, headers: () => http.proof(),
      context: contextOf(latest.current, role, version),
    });
    setClient(opened);
    const ending = http.guardedBy(opened, () => {
      // Closed first, so that nobody is asked about for a visitor who has no name yet.
      opened.close();
      void opened.logout();
    });
    return () => {
      ending();
      opened.close();
      setClient(null);
    };
  }, [http, role, version]);
  return <Context value={client}>{children}</Context>;
}

/** What the server itself asks by: the tenant whose pages are shown, and what the person is. */
function contextOf(tenant: string, role: string, version: string) {
  return { targetingKey: tenant, tenant, role, version };
}

/** Why an operation can't be done now; undefined while it can. */
export function useOff(flag: OwnFlag | undefined): string | undefined {
  const client = useContext(Context);
  useSyncExternalStore(client?.subscribe ?? NOBODY, () => client?.revision ?? 0);
  return flag !== undefined && client !== null && !client.value(flag, true) ? SWITCHED_OFF[flag] : undefined;
}

const NOBODY = () => () => undefined;
