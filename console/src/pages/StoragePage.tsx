import { flagOfJob } from '../api/ownFlags.ts';
import type { Job, Storage } from '../api/types.ts';
import { Link } from '../app/router.tsx';
import { useOff } from '../app/ownFlags.tsx';
import { useMay } from '../app/session.tsx';
import { useEvents, useScope, useTenant } from '../app/tenant.tsx';
import { useTell } from '../app/notices.tsx';
import { useAction } from '../data/useAction.ts';
import { useQuery } from '../data/useQuery.ts';
import { bytes } from '../format/bytes.ts';
import { measured } from '../format/measured.ts';
import { count, counted, percent, ratio } from '../format/numbers.ts';
import { JobBadge } from '../parts/Badge.tsx';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Facts, Figures, Page, Section } from '../parts/Page.tsx';
import { Bar } from '../parts/Progress.tsx';
import { Empty, ErrorNote, QueryView, Skeleton } from '../parts/states.tsx';
import { SwitchedOff } from '../parts/SwitchedOff.tsx';
import { Size, Time } from '../parts/Time.tsx';
import { JOBS } from './jobs/words.ts';

export function StoragePage() {
  const api = useTenant();
  const storage = useQuery(`${api.tenant}/storage`, (signal) => api.storage({ signal }));
  useEvents((event) => {
    if (event.kind === 'storage' || event.kind === 'tick') {
      storage.reload();
    }
  });
  return (
    <Page title="Storage" lead="What is stored, what of it is garbage, and when it was last proved sound.">
      <QueryView query={storage} skeleton={<Skeleton rows={4} look="cards" />}>
        {(data) => data.packs === 0
          ? <Empty icon="storage" title="Nothing is stored yet"><p>Packs appear with the first backup.</p></Empty>
          : <StorageView storage={data} />}
      </QueryView>
    </Page>
  );
}

function StorageView({ storage }: { readonly storage: Storage }) {
  return (
    <>
      {storage.damaged_chunks > 0 && (
        <div className="note bad">
          <Icon name="error" />
          <div>
            <p><strong>{counted(storage.damaged_chunks, 'chunk is', 'chunks are')} damaged.</strong></p>
            <p>Files with such content can’t be restored whole. The next backup that sees the same content stores it anew; <code>holdfast check</code> names the files.</p>
          </div>
        </div>
      )}
      <Figures facts={[
        { label: 'Stored', value: bytes(storage.pack_bytes), note: `${counted(storage.packs, 'pack')}` },
        { label: 'Backed up', value: bytes(storage.source_bytes), note: counted(storage.snapshots, 'snapshot') },
        { label: 'Dedup ratio', value: ratio(storage.dedup_ratio) },
        { label: 'Chunks', value: count(storage.chunks), note: `index ${bytes(storage.index_bytes)}` },
      ]} />
      <Section title="Space"><Space storage={storage} /></Section>
      <div className="columns">
        <Work title="Collection" kind="collect" job={storage.last_collection} none="No collection has run yet." />
        <Work title="Scrub" kind="scrub" job={storage.last_scrub} none="No scrub has run yet: stored data was not read again since it was written." />
      </div>
      {storage.filter && (
        <Section title="Filter" lead="Machines hold a copy and ask only about chunks it can’t rule out.">
          <Facts facts={[
            { label: 'Epoch', value: <code>{storage.filter.epoch}</code> },
            { label: 'Entries', value: count(storage.filter.entries) },
            { label: 'Size', value: <Size of={storage.filter.bytes} /> },
            { label: 'False positives', value: percent(storage.filter.false_positive_rate) },
          ]} />
        </Section>
      )}
    </>
  );
}

/** One bar: in use, garbage, waiting to be deleted; against the quota where there is one. */
function Space({ storage }: { readonly storage: Storage }) {
  const garbage = storage.garbage_bytes ?? 0;
  const used = Math.max(0, storage.pack_bytes - garbage - storage.condemned_bytes);
  const whole = Math.max(storage.quota_bytes ?? 0, storage.pack_bytes, 1);
  const parts = [
    { key: 'used', text: 'In use', size: used },
    { key: 'garbage', text: storage.garbage_bytes === null ? 'Garbage, not measured yet' : 'Garbage', size: garbage },
    { key: 'condemned', text: `To be deleted, ${counted(storage.condemned_packs, 'pack')}`, size: storage.condemned_bytes },
    ...(storage.quota_bytes === null ? [] : [{ key: 'free', text: 'Left of the quota', size: Math.max(0, storage.quota_bytes - storage.pack_bytes) }]),
  ];
  let from = 0;
  return (
    <div className="space">
      <svg className="space-bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
        {parts.map((part) => {
          const start = from;
          from += (part.size / whole) * 1000;
          return <rect key={part.key} className={part.key} x={start} y="0" width={Math.max(0, from - start)} height="10" />;
        })}
      </svg>
      <ul className="legend">
        {parts.map((part) => <li key={part.key}><span className={`swatch ${part.key}`} aria-hidden="true" />{part.text} <b>{bytes(part.size)}</b></li>)}
      </ul>
    </div>
  );
}

interface WorkProps {
  readonly title: string;
  readonly kind: 'collect' | 'scrub';
  readonly job: Job | null;
  readonly none: string;
}

function Work({ title, kind, job, none }: WorkProps) {
  const api = useTenant();
  const scope = useScope();
  const tell = useTell();
  const operator = useMay('operator');
  const off = useOff(flagOfJob(kind));
  const start = useAction(async (options) => {
    const begun = await api.startJob(kind, options);
    tell(`${JOBS[kind].name} is on its way.`, { to: `${scope}/jobs/${begun.id}`, text: 'Follow it' });
  });
  return (
    <Section title={title} lead={JOBS[kind].about} actions={operator && <Button icon="play" busy={start.busy} off={off} onClick={() => void start.run()}>Start<span className="unseen"> {title.toLowerCase()}</span></Button>}>
      <SwitchedOff flag={operator ? flagOfJob(kind) : undefined} />
      <ErrorNote error={start.error} />
      {job === null ? <p className="faint">{none}</p> : (
        <Facts facts={[
          { label: 'Last', value: <Link to={`${scope}/jobs/${job.id}`}><Time at={job.ended ?? job.started ?? job.created} look="relative" /></Link> },
          { label: 'Outcome', value: <JobBadge state={job.state} /> },
          ...Object.entries(job.result ?? {}).filter(([, value]) => typeof value === 'number').map(([name, value]) => ({
            label: name.replaceAll('_', ' '), value: measured(name, Number(value)),
          })),
        ]} />
      )}
      {job?.state === 'running' && <Bar share={job.progress && job.progress.total > 0 ? job.progress.done / job.progress.total : null} label={`Progress of ${kind}`} />}
    </Section>
  );
}
