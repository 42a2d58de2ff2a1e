import type { FlagVersion } from '../../api/flagTypes.ts';
import { useQuery } from '../../data/useQuery.ts';
import { QueryView, Skeleton } from '../../parts/states.tsx';
import { Time } from '../../parts/Time.tsx';
import { Differences } from './Differences.tsx';
import type { Here } from './FlagsFrame.tsx';
import { ReasonDialog } from './ReasonForm.tsx';
import { useFlagChange } from './useFlagChange.ts';

interface Props {
  readonly here: Here;
  readonly to: FlagVersion;
  /** Only this flag goes back; all of them if null. */
  readonly flag: string | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Publishes an earlier version anew, on top of the one whose difference was shown. */
export function Rollback({ here, to, flag, onClose, onDone }: Props) {
  const now = here.environment.sequence;
  const diff = useQuery(`flags/${here.name}/diff/${now}/${to.sequence}`, (signal) => here.api.diff(now, to.sequence, { signal }));
  const rollback = useFlagChange(here, (options, reason) => here.api.rollback(to.sequence, flag, reason, { ...options, ifMatch: now }), () => {
    onDone();
    onClose();
  });
  const what = flag === null ? `${here.name} to version ${to.sequence}` : `${flag} to version ${to.sequence}`;
  return (
    <ReasonDialog title={`Roll ${what} back?`} act="Roll back" look="danger" size="wide" action={rollback} onClose={onClose} ready={diff.data !== undefined}>
      <p>
        Version {to.sequence} is of <Time at={to.time} />, by <bdi>{to.author}</bdi>: “<bdi>{to.reason}</bdi>”. {flag === null ? 'All flags are made as they were then' : 'The flag is made as it was then'}, as a new
        version on top of {now}, which stays in the history.
      </p>
      <div className="rollback-diff" tabIndex={0} role="region" aria-label="What changes">
        <QueryView query={diff} skeleton={<Skeleton rows={2} />}>
          {(all) => <Differences differences={flag === null ? all : all.filter((one) => one.part === 'flags' && one.name === flag)} />}
        </QueryView>
      </div>
    </ReasonDialog>
  );
}
