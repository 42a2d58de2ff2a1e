import type { FlagDocument, FlagVersion, StaleFlag } from '../../api/flagTypes.ts';
import { type Query, useQuery } from '../../data/useQuery.ts';
import type { Here } from './FlagsFrame.tsx';

/** The flags of an environment as one version has them, with what is known about each. */
export interface Flags {
  readonly sequence: number;
  readonly document: FlagDocument;
  readonly versions: readonly FlagVersion[];
  readonly stale: ReadonlyMap<string, StaleFlag>;
}

/** Asks for the version first, so that what is changed later names the version that was shown. */
export function useFlags({ api, name }: Here): Query<Flags> {
  return useQuery<Flags>(`flags/${name}/all`, async (signal) => {
    const { sequence } = await api.environment({ signal });
    const [document, history, stale] = await Promise.all([
      api.document(sequence, { signal }), api.history(null, null, { signal }), api.stale({ signal }),
    ]);
    return { sequence, document, versions: history.items, stale: new Map(stale.map((one) => [one.flag, one])) };
  });
}
