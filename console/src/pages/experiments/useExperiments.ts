import { useMemo } from 'react';
import { ExperimentsApi } from '../../api/experiments.ts';
import { useMay, useServer, useSession } from '../../app/session.tsx';

export function useExperiments(): ExperimentsApi {
  const { http } = useServer();
  return useMemo(() => new ExperimentsApi(http), [http]);
}

/** Whether the signed-in person may start and stop experiments. */
export function useMayRun(): boolean {
  const operator = useMay('operator');
  return useSession().tenant === null && operator;
}
