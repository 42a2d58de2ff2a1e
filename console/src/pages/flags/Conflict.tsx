import { useQuery } from '../../data/useQuery.ts';
import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { QueryView, Skeleton } from '../../parts/states.tsx';
import { Time } from '../../parts/Time.tsx';
import type { Here } from './FlagsFrame.tsx';

interface Props {
  readonly here: Here;
  readonly name: string;
  /** The version the text was made out of. */
  readonly base: number;
  readonly onTheirs: () => void;
  readonly onMine: (newest: number) => void;
}

/** Who published what meanwhile, and the choice between theirs and one's own. The text stays until that is made. */
export function Conflict({ here, name, base, onTheirs, onMine }: Props) {
  const history = useQuery(`flags/${here.name}/since/${base}`, (signal) => here.api.history(null, null, { signal }));
  return (
    <div className="note warn" role="alert">
      <Icon name="warning" />
      <div className="conflict">
        <p><strong>Nothing is published: somebody else was faster. Your text is still here.</strong></p>
        <QueryView query={history} skeleton={<Skeleton rows={1} />}>
          {({ items }) => {
            const since = items.filter(({ sequence }) => sequence > base);
            const touched = since.some(({ changed }) => changed.includes(name));
            return (
              <>
                <ul>
                  {since.map((one) => (
                    <li key={one.sequence}>Version {one.sequence} by <bdi>{one.author}</bdi>, <Time at={one.time} look="relative" />: “<bdi>{one.reason}</bdi>” changed <bdi>{one.changed.join(', ')}</bdi></li>
                  ))}
                </ul>
                <p>{touched ? 'This flag is among them: going on replaces what they made of it.' : 'This flag is not among them.'}</p>
                <div className="section-actions">
                  <Button onClick={onTheirs}>Take what is there now</Button>
                  <Button look={touched ? 'danger' : 'plain'} onClick={() => onMine(Math.max(base, ...since.map(({ sequence }) => sequence)))}>Go on with my text</Button>
                </div>
              </>
            );
          }}
        </QueryView>
      </div>
    </div>
  );
}
