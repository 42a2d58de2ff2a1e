import { createContext, createElement, type ReactElement, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { FlagsClient } from './client.ts';
import type { Details, FlagValue, State, Widened } from './types.ts';

const Flags = createContext<FlagsClient | undefined>(undefined);

/** Gives the components below it their flags. */
export function FlagsProvider({ client, children }: { readonly client: FlagsClient; readonly children?: ReactNode }): ReactElement {
  return createElement(Flags.Provider, { value: client }, children);
}

/** The client of the `FlagsProvider` above; the component is drawn again when a flag or the state changes. */
export function useFlags(): FlagsClient {
  const client = useContext(Flags);
  if (!client) {
    throw new Error('useFlags: there is no FlagsProvider above this component');
  }
  useSyncExternalStore(client.subscribe, () => client.revision, () => client.revision);
  return client;
}

/** A flag with the state of what is shown: draw a skeleton while that is `NOT_READY`. */
export function useFlag<T extends FlagValue>(flag: string, fallback: T): Details<Widened<T>> & { readonly state: State } {
  const client = useFlags();
  return { ...client.details(flag, fallback), state: client.state };
}
