import { useState } from 'react';
import type { ConfigurationVersion } from '../../api/configuration.ts';
import { useOff } from '../../app/ownFlags.tsx';
import { useCursorList } from '../../data/useCursorList.ts';
import { useQuery } from '../../data/useQuery.ts';
import { Button } from '../../parts/Button.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { Empty, ErrorPanel, Skeleton } from '../../parts/states.tsx';
import { Time } from '../../parts/Time.tsx';
import { Changes } from './Changes.tsx';
import { Compare } from './Compare.tsx';
import { RollBack } from './RollBack.tsx';
import { useConfiguration, useMayPublish } from './useConfiguration.ts';

/** Everything that was published, newest first; each version stays for ever. */
export function ConfigurationHistoryPage() {
  const api = useConfiguration();
  const may = useMayPublish();
  const off = useOff('operations.roll-back-configuration');
  const settings = useQuery('configuration/settings', (signal) => api.settings({ signal })).data ?? [];
  const { list, view } = useCursorList<ConfigurationVersion>('configuration/history', (before, signal) => api.history(before, { signal }));
  const [to, setTo] = useState<ConfigurationVersion | null>(null);
  const newest = view.items[0];
  const columns: Column<ConfigurationVersion>[] = [
    { key: 'version', head: 'Version', cell: (one) => <span className="two-lines"><b>Version {one.sequence}</b><small><Time at={one.published} /></small></span> },
    { key: 'by', head: 'By', cell: (one) => <bdi>{one.by}</bdi> },
    { key: 'why', head: 'Why', cell: (one) => <span className="setting-value">{one.reason}</span> },
    { key: 'what', head: 'What', look: 'wide', cell: (one) => <Changes changes={one.changes} settings={settings} /> },
  ];
  if (may) {
    columns.push({ key: 'actions', head: 'Actions', look: 'actions', cell: (one) => one === newest
      ? <span className="faint">holds now</span>
      : <Button icon="restore" off={off} onClick={() => setTo(one)}>Roll back<span className="unseen"> to version {one.sequence}</span></Button> });
  }
  return (
    <Page title="History of the configuration" back={{ to: '/server/configuration', text: 'Configuration' }} lead="Who published what, when and why.">
      {view.error && view.items.length === 0 ? <ErrorPanel error={view.error} onRetry={() => void list.more()} /> : view.items.length === 0 ? (
        view.ended ? <Empty icon="history" title="Nothing was published yet"><p>All defaults hold. The first change makes version 1.</p></Empty> : <Skeleton />
      ) : (
        <>
          <Section title="Versions" bare="bare">
            <div className="section"><DataTable caption="Versions" columns={columns} rows={view.items} rowKey={(one) => String(one.sequence)} /></div>
            {view.error && <ErrorPanel error={view.error} onRetry={() => void list.more()} />}
            {!view.ended && <Button busy={view.loading} onClick={() => void list.more()}>Show older versions</Button>}
          </Section>
          {newest && <Compare newest={newest.sequence} settings={settings} />}
        </>
      )}
      {to && newest && <RollBack to={to} newest={newest.sequence} settings={settings} onClose={() => setTo(null)} onReload={() => void list.refresh()} />}
    </Page>
  );
}
