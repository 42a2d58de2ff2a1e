import { useState } from 'react';
import type { Agent, Storage } from '../../api/types.ts';
import { useEvents, useScope, useTenant } from '../../app/tenant.tsx';
import { useNow } from '../../data/useNow.ts';
import { useQuery } from '../../data/useQuery.ts';
import { bytes } from '../../format/bytes.ts';
import { count, percent, ratio } from '../../format/numbers.ts';
import { dateTime } from '../../format/time.ts';
import { Bar } from '../../parts/Progress.tsx';
import { ButtonLink } from '../../parts/Button.tsx';
import { Chart } from '../../parts/Chart.tsx';
import { Figures, Page, Section } from '../../parts/Page.tsx';
import { Empty, QueryView, Skeleton } from '../../parts/states.tsx';
import { MachineTable } from '../machines/MachineTable.tsx';
import { byUrgency, withAgent } from '../machines/order.ts';
import { Attention } from './Attention.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import { Freshness } from './Freshness.tsx';

const MOST_MACHINES = 8;
const SPANS = [{ days: 30, text: '30 days' }, { days: 90, text: '90 days' }, { days: 365, text: 'Year' }] as const;

export function OverviewPage() {
  const api = useTenant();
  const agents = useQuery(`${api.tenant}/agents`, (signal) => api.agents({ signal }));
  const storage = useQuery(`${api.tenant}/storage`, (signal) => api.storage({ signal }));
  useEvents((event) => {
    if (event.kind === 'agent' && agents.data) {
      agents.put(withAgent(agents.data, event.agent));
    } else if (event.kind === 'storage' || event.kind === 'snapshot') {
      storage.reload();
    } else if (event.kind === 'tick') {
      agents.reload();
      storage.reload();
    }
  });
  return (
    <Page title="Overview" lead={<>Every machine and every byte of <b>{api.tenant}</b> at a glance.</>}>
      <Attention agents={agents.data ?? []} storage={storage.data ?? null} />
      <QueryView query={storage} skeleton={<Skeleton rows={4} look="cards" />}>
        {(data) => <StorageFigures storage={data} agents={agents.data} />}
      </QueryView>
      <QueryView query={agents}>{(data) => data.length === 0 ? <FirstSteps /> : <Fleet agents={data} />}</QueryView>
      <Growth />
    </Page>
  );
}

function StorageFigures({ storage, agents }: { readonly storage: Storage; readonly agents: readonly Agent[] | undefined }) {
  const used = storage.quota_bytes === null ? null : storage.pack_bytes / storage.quota_bytes;
  const well = agents?.filter((agent) => agent.state === 'ok').length;
  return (
    <Figures facts={[
      { label: 'Machines on time', value: agents === undefined ? '…' : `${count(well ?? 0)} of ${count(agents.length)}` },
      { label: 'Snapshots', value: count(storage.snapshots) },
      { label: 'Backed up', value: bytes(storage.source_bytes), note: 'all snapshots, as restored' },
      {
        label: 'Stored', value: bytes(storage.pack_bytes), ...(used !== null && used > 0.9 ? { tone: 'warn' as const } : {}),
        note: used === null ? `${count(storage.chunks)} chunks`
          : <>{percent(used)} of {bytes(storage.quota_bytes ?? 0)}<Bar share={Math.min(1, used)} label="Quota used" tone={used > 0.9 ? 'warn' : 'ok'} /></>,
      },
      { label: 'Dedup ratio', value: ratio(storage.dedup_ratio), note: 'backed up to stored' },
    ]} />
  );
}

function Fleet({ agents }: { readonly agents: readonly Agent[] }) {
  const scope = useScope();
  const now = useNow();
  const sorted = byUrgency(agents);
  return (
    <Section
      title="Machines" lead="Late and failed ones first."
      actions={<ButtonLink to={`${scope}/machines`} look="quiet">{agents.length > MOST_MACHINES ? `All ${count(agents.length)}` : 'Details'}</ButtonLink>}
    >
      <Freshness agents={agents} now={now} />
      <MachineTable agents={sorted.slice(0, MOST_MACHINES)} />
    </Section>
  );
}

function Growth() {
  const api = useTenant();
  const [days, setDays] = useState<number>(90);
  const history = useQuery(`${api.tenant}/storage/history/${days}`, (signal) => api.storageHistory(days, { signal }));
  const choice = (
    <div className="segments small" role="group" aria-label="Span of time">
      {SPANS.map((span) => <button key={span.days} type="button" aria-pressed={days === span.days} onClick={() => setDays(span.days)}>{span.text}</button>)}
    </div>
  );
  return (
    <Section title="Growth" actions={choice}>
      <QueryView query={history} skeleton={<Skeleton rows={2} look="panel" />}>
        {(samples) => samples.length < 2
          ? <Empty icon="storage" title="Not enough measured yet"><p>The server measures the storage now and then; the chart begins with the second measurement.</p></Empty>
          : (
            <div className="charts">
              <Chart
                title="Size" times={samples.map((sample) => sample.time)} showTime={dateTime} showValue={bytes} binary="binary"
                series={[
                  { name: 'Backed up', look: 'second', values: samples.map((sample) => sample.source_bytes) },
                  { name: 'Stored', look: 'first', values: samples.map((sample) => sample.stored_bytes) },
                ]}
              />
              <Chart
                title="Dedup ratio" times={samples.map((sample) => sample.time)} showTime={dateTime} showValue={ratio}
                series={[{ name: 'Ratio', look: 'first', values: samples.map((sample) => sample.stored_bytes > 0 ? sample.source_bytes / sample.stored_bytes : 0) }]}
              />
            </div>
          )}
      </QueryView>
    </Section>
  );
}
