import { useState } from 'react';
import { flagOfJob } from '../../api/ownFlags.ts';
import type { Job, JobKind, JobState } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { navigate, usePlace, withQuery } from '../../app/router.tsx';
import { useOff } from '../../app/ownFlags.tsx';
import { useMay } from '../../app/session.tsx';
import { useEvents, useScope, useTenant } from '../../app/tenant.tsx';
import { useAction } from '../../data/useAction.ts';
import { useCursorList } from '../../data/useCursorList.ts';
import { Button } from '../../parts/Button.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { ListFoot } from '../../parts/ListFoot.tsx';
import { Page } from '../../parts/Page.tsx';
import { Empty, ErrorPanel, Skeleton } from '../../parts/states.tsx';
import { JobTable } from './JobTable.tsx';
import { JOBS } from './words.ts';

const STATES: readonly JobState[] = ['queued', 'running', 'succeeded', 'failed', 'cancelled'];
const KINDS = Object.keys(JOBS) as JobKind[];
const STARTED_HERE = ['collect', 'scrub', 'retention'] as const;
type StartedHere = (typeof STARTED_HERE)[number];

export function JobsPage() {
  const operator = useMay('operator');
  const [starting, setStarting] = useState<StartedHere | null>(null);
  const place = usePlace();
  const value = (name: string) => place.query.get(name) ?? '';
  const set = (name: string, text: string) => navigate(withQuery(place, { [name]: text }), 'replace');
  return (
    <Page
      title="Jobs" lead="What the server and the machines do, have done and will do."
      actions={operator && STARTED_HERE.map((kind) => <RunJob key={kind} kind={kind} onClick={() => setStarting(kind)} />)}
    >
      <div className="filters">
        <label className="select-label"><span>State</span>
          <select value={value('state')} onChange={(event) => set('state', event.target.value)}>
            <option value="">All</option>
            {STATES.map((state) => <option key={state} value={state}>{state}</option>)}
          </select>
        </label>
        <label className="select-label"><span>Kind</span>
          <select value={value('kind')} onChange={(event) => set('kind', event.target.value)}>
            <option value="">All</option>
            {KINDS.map((kind) => <option key={kind} value={kind}>{JOBS[kind].name}</option>)}
          </select>
        </label>
      </div>
      <List key={place.query.toString()} state={value('state')} kind={value('kind')} />
      {starting && <StartJob kind={starting} onClose={() => setStarting(null)} />}
    </Page>
  );
}

function RunJob({ kind, onClick }: { readonly kind: StartedHere; readonly onClick: () => void }) {
  return <Button icon="play" off={useOff(flagOfJob(kind))} onClick={onClick}>Run {JOBS[kind].name.toLowerCase()}</Button>;
}

function List({ state, kind }: { readonly state: string; readonly kind: string }) {
  const api = useTenant();
  const { list, view } = useCursorList<Job>(`${api.tenant}/jobs/${state}/${kind}`, (after, signal) => api.jobs({ state, kind }, after, { signal }));
  useEvents((event) => {
    if (event.kind === 'job') {
      const fits = (state === '' || event.job.state === state) && (kind === '' || event.job.kind === kind);
      if (!list.replace((job) => job.id === event.job.id, event.job) && fits) {
        list.prepend(event.job);
      }
    } else if (event.kind === 'tick') {
      void list.refresh();
    }
  });
  if (view.items.length === 0) {
    if (view.error) {
      return <ErrorPanel error={view.error} onRetry={() => void list.more()} />;
    }
    if (!view.ended) {
      return <Skeleton rows={6} />;
    }
    return state === '' && kind === ''
      ? <Empty icon="jobs" title="No jobs yet"><p>Collections, scrubs and retention appear here when their schedule starts them, restores when somebody asks for one.</p></Empty>
      : <Empty icon="search" title="No job fits" />;
  }
  return (
    <>
      <div className="section"><JobTable jobs={view.items} onChanged={(job) => list.replace((one) => one.id === job.id, job)} /></div>
      <ListFoot view={view} one="job" onMore={() => void list.more()} />
    </>
  );
}

function StartJob({ kind, onClose }: { readonly kind: StartedHere; readonly onClose: () => void }) {
  const api = useTenant();
  const scope = useScope();
  const tell = useTell();
  const start = useAction(async (options) => {
    const job = await api.startJob(kind, options);
    tell(`${JOBS[kind].name} is on its way.`, { to: `${scope}/jobs/${job.id}`, text: 'Follow it' });
    onClose();
  });
  return (
    <Confirm title={`Start ${JOBS[kind].name.toLowerCase()} of ${api.tenant}?`} act="Start" flag={flagOfJob(kind)} look={kind === 'retention' ? 'danger' : 'primary'} action={start} onClose={onClose}>
      <p>{JOBS[kind].about}</p>
      {kind === 'retention' && <p>What it forgets can’t be brought back. The preview on the policy page shows what that would be.</p>}
    </Confirm>
  );
}
