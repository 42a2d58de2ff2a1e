import type { AuditRecord } from '../api/types.ts';
import { navigate, type Place, usePlace, withQuery } from '../app/router.tsx';
import { useAccess, useScope } from '../app/tenant.tsx';
import { useCursorList } from '../data/useCursorList.ts';
import { Badge } from '../parts/Badge.tsx';
import { Button, DownloadLink } from '../parts/Button.tsx';
import { type Column, DataTable } from '../parts/DataTable.tsx';
import { ListFoot } from '../parts/ListFoot.tsx';
import { Page } from '../parts/Page.tsx';
import { FileName } from '../parts/FileName.tsx';
import { SearchBox } from '../parts/SearchBox.tsx';
import { Empty, ErrorPanel, Skeleton } from '../parts/states.tsx';
import { Time } from '../parts/Time.tsx';

const COLUMNS: readonly Column<AuditRecord>[] = [
  { key: 'time', head: 'Time', cell: (record) => <Time at={record.time} /> },
  { key: 'actor', head: 'Who', cell: (record) => <span className="two-lines"><bdi>{record.actor}</bdi><small>{record.actor_kind}, {record.role}</small></span> },
  { key: 'action', head: 'Did', cell: (record) => <code>{record.action}</code> },
  { key: 'object', head: 'To', look: 'wide', cell: (record) => <AuditObject record={record} /> },
  { key: 'outcome', head: 'Outcome', cell: (record) => <Badge tone={isGood(record.outcome) ? 'ok' : 'bad'} icon={isGood(record.outcome) ? 'check' : 'error'}>{record.outcome}</Badge> },
  { key: 'address', head: 'From', cell: (record) => <span className="two-lines"><code>{record.address}</code><small><code>{record.request_id}</code></small></span> },
];

export function AuditPage() {
  const place = usePlace();
  const access = useAccess();
  return (
    <Page
      title="Audit" lead="Every administrative and destructive act, newest first. Records can’t be changed or deleted here."
      actions={<DownloadLink href={access.auditExportUrl()}>Export</DownloadLink>}
    >
      <Filters place={place} />
      <List key={place.query.toString()} place={place} />
    </Page>
  );
}

function Filters({ place }: { readonly place: Place }) {
  const value = (name: string) => place.query.get(name) ?? '';
  const set = (name: string, text: string) => navigate(withQuery(place, { [name]: text }), 'replace');
  return (
    <div className="filters">
      <SearchBox label="Who" value={value('actor')} onChange={(text) => set('actor', text)} />
      <SearchBox label="Action" value={value('action')} onChange={(text) => set('action', text)} />
      <label className="select-label"><span>From</span><input type="date" value={value('from')} onChange={(event) => set('from', event.target.value)} /></label>
      <label className="select-label"><span>To</span><input type="date" value={value('to')} onChange={(event) => set('to', event.target.value)} /></label>
    </div>
  );
}

function List({ place }: { readonly place: Place }) {
  const access = useAccess();
  const scope = useScope();
  const value = (name: string) => place.query.get(name) ?? '';
  const filter = { actor: value('actor'), action: value('action'), from: startOf(value('from')), to: endOf(value('to')) };
  const { list, view } = useCursorList<AuditRecord>(`${scope}/audit/${JSON.stringify(filter)}`, (after, signal) => access.audit(filter, after, { signal }));
  if (view.items.length === 0) {
    if (view.error) {
      return <ErrorPanel error={view.error} onRetry={() => void list.more()} />;
    }
    if (!view.ended) {
      return <Skeleton rows={8} />;
    }
    return place.query.size === 0
      ? <Empty icon="audit" title="Nothing was recorded yet"><p>Sign-ins, tokens, policies, forgotten snapshots and the like are written down here.</p></Empty>
      : <Empty icon="search" title="No record fits" action={<Button onClick={() => navigate(place.path, 'replace')}>Show all</Button>} />;
  }
  return (
    <>
      <div className="section"><DataTable caption="Audit records" columns={COLUMNS} rows={view.items} rowKey={(record) => record.id} /></div>
      <ListFoot view={view} one="record" onMore={() => void list.more()} />
    </>
  );
}

function AuditObject({ record }: { readonly record: AuditRecord }) {
  const detail = Object.entries(record.detail);
  return (
    <span className="two-lines">
      <FileName text={record.object} />
      {detail.length > 0 && <small className="audit-detail">{detail.map(([name, value]) => <span key={name}>{name.replaceAll('_', ' ')}: <bdi>{typeof value === 'string' ? value : JSON.stringify(value)}</bdi></span>)}</small>}
    </span>
  );
}

function isGood(outcome: string): boolean {
  return /^(ok|done|success|succeeded|allowed|accepted)$/i.test(outcome);
}

/** The local day as moments: from its first to just before the next one's. */
function startOf(day: string): string {
  return day === '' ? '' : new Date(`${day}T00:00:00`).toISOString();
}

function endOf(day: string): string {
  return day === '' ? '' : new Date(`${day}T23:59:59.999`).toISOString();
}
