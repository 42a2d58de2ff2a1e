import { useState } from 'react';
import type { Job } from '../../api/types.ts';
import { Link } from '../../app/router.tsx';
import { useMay } from '../../app/session.tsx';
import { useScope } from '../../app/tenant.tsx';
import { duration, millisOf } from '../../format/time.ts';
import { JobBadge } from '../../parts/Badge.tsx';
import { Button } from '../../parts/Button.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { JobProgress } from '../../parts/Progress.tsx';
import { Time } from '../../parts/Time.tsx';
import { CancelJob } from './CancelJob.tsx';
import { JOBS } from './words.ts';

export function JobTable({ jobs, onChanged }: { readonly jobs: readonly Job[]; readonly onChanged: (job: Job) => void }) {
  const scope = useScope();
  const operator = useMay('operator');
  const [cancelling, setCancelling] = useState<Job | null>(null);
  const columns: Column<Job>[] = [
    { key: 'kind', head: 'Job', cell: (job) => <Link to={`${scope}/jobs/${job.id}`}>{JOBS[job.kind]?.name ?? job.kind}</Link> },
    { key: 'state', head: 'State', cell: (job) => <JobBadge state={job.state} /> },
    { key: 'progress', head: 'Progress', look: 'wide', cell: (job) => job.error ? <span className="bad-text">{job.error.message}</span> : <JobProgress job={job} /> },
    { key: 'created', head: 'Started', cell: (job) => <Time at={job.started ?? job.created} look="relative" /> },
    { key: 'took', head: 'Took', look: 'number', cell: (job) => tookOf(job) },
    { key: 'by', head: 'By', cell: (job) => <bdi>{job.by}</bdi> },
  ];
  if (operator) {
    columns.push({ key: 'actions', head: 'Actions', look: 'actions', cell: (job) => isOpen(job) && (
      <Button look="quiet" icon="close" onClick={() => setCancelling(job)}>Cancel<span className="unseen"> {job.kind}</span></Button>
    ) });
  }
  return (
    <>
      <DataTable caption="Jobs" columns={columns} rows={jobs} rowKey={(job) => job.id} rowState={(job) => job.state} />
      {cancelling && <CancelJob job={cancelling} onClose={() => setCancelling(null)} onDone={onChanged} />}
    </>
  );
}

export function isOpen(job: Job): boolean {
  return job.state === 'queued' || job.state === 'running';
}

export function tookOf(job: Job): string {
  const [from, to] = [millisOf(job.started), millisOf(job.ended)];
  return from === null || to === null ? '' : duration(to - from);
}
