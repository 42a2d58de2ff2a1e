import { useMemo } from 'react';
import { ConfigurationApi } from '../../api/configuration.ts';
import { useMay, useServer, useSession } from '../../app/session.tsx';

export function useConfiguration(): ConfigurationApi {
  const { http } = useServer();
  return useMemo(() => new ConfigurationApi(http), [http]);
}

/** Whether the signed-in person may publish: a setting reaches every tenant. */
export function useMayPublish(): boolean {
  const admin = useMay('admin');
  return useSession().tenant === null && admin;
}
