import { type ReactNode, useEffect } from 'react';
import type { Session } from '../api/types.ts';
import { AccountPage } from '../pages/AccountPage.tsx';
import { AuditPage } from '../pages/AuditPage.tsx';
import { ConfigurationHistoryPage } from '../pages/configuration/HistoryPage.tsx';
import { ConfigurationPage } from '../pages/configuration/ConfigurationPage.tsx';
import { ExperimentPage } from '../pages/experiments/ExperimentPage.tsx';
import { ExperimentsPage } from '../pages/experiments/ExperimentsPage.tsx';
import { DiffPage } from '../pages/diff/DiffPage.tsx';
import { FilesPage } from '../pages/files/FilesPage.tsx';
import { FlagChangesPage } from '../pages/flags/ChangesPage.tsx';
import { FlagPage } from '../pages/flags/FlagPage.tsx';
import { FlagsPage } from '../pages/flags/FlagsPage.tsx';
import { FlagSettingsPage } from '../pages/flags/SettingsPage.tsx';
import { FlagVersionsPage } from '../pages/flags/VersionsPage.tsx';
import { HistoryPage } from '../pages/files/HistoryPage.tsx';
import { JobPage } from '../pages/jobs/JobPage.tsx';
import { JobsPage } from '../pages/jobs/JobsPage.tsx';
import { MachinePage } from '../pages/machines/MachinePage.tsx';
import { MachinesPage } from '../pages/machines/MachinesPage.tsx';
import { NotFoundPage } from '../pages/NotFoundPage.tsx';
import { OverviewPage } from '../pages/overview/OverviewPage.tsx';
import { PolicyPage } from '../pages/policy/PolicyPage.tsx';
import { SnapshotsPage } from '../pages/snapshots/SnapshotsPage.tsx';
import { StoragePage } from '../pages/StoragePage.tsx';
import { TenantsPage } from '../pages/tenants/TenantsPage.tsx';
import { TokensPage } from '../pages/access/TokensPage.tsx';
import { UnlockPage } from '../pages/UnlockPage.tsx';
import { UsersPage } from '../pages/access/UsersPage.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { match, navigate, usePlace } from './router.tsx';
import { useSession } from './session.tsx';
import { Shell } from './Shell.tsx';
import { TenantProvider } from './tenant.tsx';

type Values = Readonly<Record<string, string>>;
type Route = readonly [pattern: string, page: (values: Values) => ReactNode];

const SERVER: readonly Route[] = [
  ['/server/tenants', () => <TenantsPage />],
  ['/server/configuration', () => <ConfigurationPage />],
  ['/server/configuration/history', () => <ConfigurationHistoryPage />],
  ['/server/experiments', () => <ExperimentsPage />],
  ['/server/experiments/results', () => <ExperimentPage />],
  ['/server/tokens', () => <TokensPage />],
  ['/server/users', () => <UsersPage />],
  ['/server/audit', () => <AuditPage />],
  ['/server/flags', () => <FlagsPage />],
  ['/server/flags/flag', () => <FlagPage />],
  ['/server/flags/history', () => <FlagVersionsPage />],
  ['/server/flags/changes', () => <FlagChangesPage />],
  ['/server/flags/settings', () => <FlagSettingsPage />],
];

const TENANT: readonly Route[] = [
  ['/t/:tenant', () => <OverviewPage />],
  ['/t/:tenant/machines', () => <MachinesPage />],
  ['/t/:tenant/machines/:id', ({ id = '' }) => <MachinePage id={id} />],
  ['/t/:tenant/snapshots', () => <SnapshotsPage />],
  ['/t/:tenant/snapshots/:id', ({ id = '' }) => <FilesPage id={id} />],
  ['/t/:tenant/history', () => <HistoryPage />],
  ['/t/:tenant/diff', () => <DiffPage />],
  ['/t/:tenant/jobs', () => <JobsPage />],
  ['/t/:tenant/jobs/:id', ({ id = '' }) => <JobPage id={id} />],
  ['/t/:tenant/policy', () => <PolicyPage />],
  ['/t/:tenant/storage', () => <StoragePage />],
  ['/t/:tenant/tokens', () => <TokensPage />],
  ['/t/:tenant/users', () => <UsersPage />],
  ['/t/:tenant/audit', () => <AuditPage />],
  ['/t/:tenant/unlock', () => <UnlockPage />],
];

/** The page of the present address, in its frame. */
export function Routes() {
  const { path } = usePlace();
  const session = useSession();
  const home = path === '/' || path === '/sign-in';
  useEffect(() => {
    if (home) {
      navigate(homeOf(session), 'replace');
    }
  }, [home, session]);
  if (home) {
    return null;
  }
  for (const [pattern, page] of TENANT) {
    const values = match(pattern, path);
    if (values) {
      const tenant = values['tenant'] ?? '';
      const inside = session.tenants.includes(tenant) ? page(values) : <NotFoundPage what={`tenant “${tenant}”`} />;
      return (
        <TenantProvider key={tenant} name={tenant}>
          <Shell tenant={tenant}><ErrorBoundary key={pattern + JSON.stringify(values)}>{inside}</ErrorBoundary></Shell>
        </TenantProvider>
      );
    }
  }
  if (path === '/account') {
    return <Account session={session} />;
  }
  for (const [pattern, page] of SERVER) {
    if (match(pattern, path)) {
      return <Shell tenant={null}><ErrorBoundary key={pattern}>{page({})}</ErrorBoundary></Shell>;
    }
  }
  return <Shell tenant={null}><NotFoundPage what="page" /></Shell>;
}

/** One's own page, beside the navigation one comes from where there is only one. */
function Account({ session: { tenant } }: { readonly session: Session }) {
  const page = <Shell tenant={tenant}><ErrorBoundary key="account"><AccountPage /></ErrorBoundary></Shell>;
  return tenant === null ? page : <TenantProvider key={tenant} name={tenant}>{page}</TenantProvider>;
}

function homeOf(session: Session): string {
  const first = session.tenant ?? session.tenants[0];
  return first === undefined ? '/server/tenants' : `/t/${encodeURIComponent(first)}`;
}
