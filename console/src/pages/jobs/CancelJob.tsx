import type { Job } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { useTenant } from '../../app/tenant.tsx';
import { useAction } from '../../data/useAction.ts';
import { Confirm } from '../../parts/Confirm.tsx';
import { Time } from '../../parts/Time.tsx';
import { JOBS } from './words.ts';

interface Props {
  readonly job: Job;
  readonly onClose: () => void;
  readonly onDone: (job: Job) => void;
}

export function CancelJob({ job, onClose, onDone }: Props) {
  const api = useTenant();
  const tell = useTell();
  const name = JOBS[job.kind].name;
  const cancel = useAction(async (options) => {
    onDone(await api.cancelJob(job.id, options));
    tell(`${name} is cancelled.`);
    onClose();
  });
  return (
    <Confirm title={`Cancel this ${name.toLowerCase()}?`} act={`Cancel ${name.toLowerCase()}`} action={cancel} onClose={onClose}>
      <p>{name} from <Time at={job.created} />, asked for by <bdi>{job.by}</bdi>. What it has done so far stays done and is sound; it can be started again.</p>
    </Confirm>
  );
}
