import type { Job } from '../api/types.ts';
import { bytes } from '../format/bytes.ts';
import { count } from '../format/numbers.ts';

/** How far a job is: in its unit, and as a bar when the end is known. */
export function JobProgress({ job }: { readonly job: Job }) {
  const progress = job.progress;
  if (progress === null || (job.state !== 'running' && job.state !== 'queued')) {
    return null;
  }
  const shown = (value: number) => progress.unit === 'bytes' ? bytes(value) : count(value);
  const unit = progress.unit === 'bytes' ? '' : ` ${progress.unit}`;
  if (progress.total <= 0) {
    return job.state === 'running'
      ? <span className="progress"><Bar share={null} label={`Progress of ${job.kind}`} /><span>{shown(progress.done)}{unit}</span></span>
      : null;
  }
  return (
    <span className="progress">
      <Bar share={Math.min(1, progress.done / progress.total)} label={`Progress of ${job.kind}`} />
      <span>{shown(progress.done)} of {shown(progress.total)}{unit}</span>
    </span>
  );
}

/** A bar of which a share between 0 and 1 is full; unknown shares move. */
export function Bar({ share, label, tone = 'ok' }: { readonly share: number | null; readonly label: string; readonly tone?: 'ok' | 'warn' | 'bad' }) {
  const per = share === null ? null : Math.round(share * 100);
  return (
    <span
      className={`bar ${tone}`} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100}
      {...(per === null ? {} : { 'aria-valuenow': per })}
    >
      <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect className={per === null ? 'bar-moving' : 'bar-full'} width={per ?? 30} height="1" />
      </svg>
    </span>
  );
}
