import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { type ApiError, asApiError } from '../api/errors.ts';
import { Http } from '../api/http.ts';
import { type Credentials, ServerApi } from '../api/server.ts';
import type { Role, Session } from '../api/types.ts';
import type { Cache } from '../data/useQuery.ts';

export type SignIn =
  | { readonly state: 'asking' }
  | { readonly state: 'unknown'; readonly error: ApiError }
  | { readonly state: 'signed-out'; readonly reason: 'none' | 'ended' | 'left'; readonly error: ApiError | null }
  | { readonly state: 'signed-in'; readonly session: Session };

interface Value {
  readonly server: ServerApi;
  readonly cache: Cache;
  readonly signIn: SignIn;
  readonly ask: () => Promise<void>;
  readonly enter: (credentials: Credentials) => Promise<void>;
  readonly leave: () => Promise<void>;
  readonly ended: () => void;
}

const Context = createContext<Value | null>(null);

/** Who is signed in. A one-time token from the address is used at once and once. */
export function SessionProvider({ oneTime, children }: { readonly oneTime: string | null; readonly children: ReactNode }) {
  const server = useMemo(() => new ServerApi(new Http()), []);
  const cache = useMemo<Cache>(() => new Map(), []);
  const [signIn, setSignIn] = useState<SignIn>({ state: 'asking' });

  const ask = useCallback(async () => {
    try {
      setSignIn({ state: 'signed-in', session: await server.session() });
    } catch (thrown) {
      const error = asApiError(thrown);
      setSignIn(error?.signedOut() || error === null ? { state: 'signed-out', reason: 'none', error: null } : { state: 'unknown', error });
    }
  }, [server]);

  const enter = useCallback(async (credentials: Credentials) => {
    cache.clear();
    setSignIn({ state: 'signed-in', session: await server.signIn(credentials) });
  }, [server, cache]);

  const leave = useCallback(async () => {
    await server.signOut();
    cache.clear();
    setSignIn({ state: 'signed-out', reason: 'left', error: null });
  }, [server, cache]);

  const ended = useCallback(() => {
    server.http.leave();
    cache.clear();
    setSignIn((was) => (was.state === 'signed-in' ? { state: 'signed-out', reason: 'ended', error: null } : was));
  }, [server, cache]);

  useEffect(() => {
    if (oneTime === null) {
      void ask();
      return;
    }
    enter({ one_time: oneTime }).catch((thrown: unknown) => {
      setSignIn({ state: 'signed-out', reason: 'none', error: asApiError(thrown) });
    });
  }, [oneTime, ask, enter]);

  const value = useMemo(() => ({ server, cache, signIn, ask, enter, leave, ended }), [server, cache, signIn, ask, enter, leave, ended]);
  return <Context value={value}>{children}</Context>;
}

export function useSignIn(): Value {
  const value = useContext(Context);
  if (value === null) {
    throw new Error('outside the session');
  }
  return value;
}

export function useSession(): Session {
  const { signIn } = useSignIn();
  if (signIn.state !== 'signed-in') {
    throw new Error('signed out');
  }
  return signIn.session;
}

export function useServer(): ServerApi {
  return useSignIn().server;
}

export function useCache(): Cache {
  return useSignIn().cache;
}

/** To be told every error: one that says that the sign-in is over leads back to the sign-in page. */
export function useSignedOutGuard(): (error: ApiError | null) => void {
  const { ended } = useSignIn();
  return useCallback((error) => {
    if (error?.signedOut()) {
      ended();
    }
  }, [ended]);
}

const RANK: Readonly<Record<Role, number>> = { agent: 0, application: 0, reader: 1, operator: 2, admin: 3 };

/** Whether the signed-in person may do what this role may. */
export function useMay(role: Role): boolean {
  return RANK[useSession().role] >= RANK[role];
}
