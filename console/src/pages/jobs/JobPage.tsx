import { useState } from 'react';
import type { Job } from '../../api/types.ts';
import { Link } from '../../app/router.tsx';
import { useMay } from '../../app/session.tsx';
import { useEvents, useScope, useTenant } from '../../app/tenant.tsx';
import { useQuery } from '../../data/useQuery.ts';
import { count } from '../../format/numbers.ts';
import { measured } from '../../format/measured.ts';
import { piecesOfPath } from '../../format/path.ts';
import { JobBadge } from '../../parts/Badge.tsx';
import { Button } from '../../parts/Button.tsx';
import { Pieces } from '../../parts/FileName.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { type Fact, Facts, Page, Section } from '../../parts/Page.tsx';
import { JobProgress } from '../../parts/Progress.tsx';
import { QueryView } from '../../parts/states.tsx';
import { Time } from '../../parts/Time.tsx';
import { CancelJob } from './CancelJob.tsx';
import { isOpen, tookOf } from './JobTable.tsx';
import { JOBS } from './words.ts';

export function JobPage({ id }: { readonly id: string }) {
  const api = useTenant();
  const scope = useScope();
  const operator = useMay('operator');
  const [cancelling, setCancelling] = useState(false);
  const job = useQuery(`${api.tenant}/jobs/${id}`, (signal) => api.job(id, { signal }));
  useEvents((event) => {
    if (event.kind === 'job' && event.job.id === id) {
      job.put(event.job);
    } else if (event.kind === 'tick') {
      job.reload();
    }
  });
  const known = job.data;
  const name = known ? JOBS[known.kind].name : 'Job';
  return (
    <Page
      title={name} heading={<span className="heading-row">{name}{known && <JobBadge state={known.state} />}</span>}
      lead={known && JOBS[known.kind].about} back={{ to: `${scope}/jobs`, text: 'Jobs' }}
      actions={known && operator && isOpen(known) && <Button icon="close" onClick={() => setCancelling(true)}>Cancel</Button>}
    >
      <QueryView query={job}>{(data) => <JobView job={data} />}</QueryView>
      {cancelling && known && <CancelJob job={known} onClose={() => setCancelling(false)} onDone={job.put} />}
    </Page>
  );
}

function JobView({ job }: { readonly job: Job }) {
  const scope = useScope();
  const agent = job.agent ?? job.parameters['agent'];
  return (
    <>
      <p className="unseen" role="status">{JOBS[job.kind].name} {job.state}</p>
      {isOpen(job) && <div className="job-progress"><JobProgress job={job} /></div>}
      {job.error && (
        <div className="note bad"><Icon name="error" /><div><p><strong>{job.error.message}</strong></p><p className="request-id">{job.error.code}</p></div></div>
      )}
      <Section title="Record">
        <Facts facts={[
          { label: 'Asked for', value: <><Time at={job.created} /> by <bdi>{job.by}</bdi></> },
          { label: 'Started', value: <Time at={job.started} none="not yet" /> },
          { label: 'Ended', value: <Time at={job.ended} none="not yet" /> },
          ...(tookOf(job) ? [{ label: 'Took', value: tookOf(job) }] : []),
          { label: 'Attempts', value: count(job.attempts) },
          ...(typeof agent === 'string' ? [{ label: 'Machine', value: <Link to={`${scope}/machines/${encodeURIComponent(agent)}`}><code>{agent.slice(0, 12)}</code></Link> }] : []),
          { label: 'Id', value: <code>{job.id}</code> },
        ]} />
      </Section>
      {Object.keys(job.parameters).length > 0 && <Section title="Parameters"><Values values={job.parameters} /></Section>}
      {job.result && Object.keys(job.result).length > 0 && <Section title="Result"><Values values={job.result} /></Section>}
    </>
  );
}

function Values({ values }: { readonly values: Readonly<Record<string, unknown>> }) {
  const facts: Fact[] = Object.entries(values).map(([name, value]) => ({ label: name.replace(/_base64$/, '').replaceAll('_', ' '), value: shown(name, value) }));
  return <Facts facts={facts} />;
}

function shown(name: string, value: unknown) {
  if (typeof value === 'number') {
    return measured(name, value);
  }
  if (name === 'paths_base64' && Array.isArray(value)) {
    return <ul className="path-list">{value.map((path) => <li key={String(path)}><Pieces of={piecesOfPath(String(path))} /></li>)}</ul>;
  }
  return <bdi className="name">{typeof value === 'string' ? value : JSON.stringify(value)}</bdi>;
}
