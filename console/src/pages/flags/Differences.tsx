import type { Difference } from '../../api/flagTypes.ts';
import { Badge, type Tone } from '../../parts/Badge.tsx';
import type { IconName } from '../../parts/Icon.tsx';
import { written } from './definition.ts';
import { valueAt } from './pointer.ts';

const KINDS: Readonly<Record<Difference['kind'], { tone: Tone; icon: IconName; text: string }>> = {
  added: { tone: 'ok', icon: 'plus', text: 'Added' },
  removed: { tone: 'bad', icon: 'trash', text: 'Removed' },
  changed: { tone: 'info', icon: 'diff', text: 'Changed' },
};
const PARTS: Readonly<Record<string, string>> = { flags: 'flag', $evaluators: 'evaluator', metadata: 'metadata' };

/** Where two versions differ: each flag with the values inside it, before and after. */
export function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  if (differences.length === 0) {
    return <p>The two are the same.</p>;
  }
  return (
    <ul className="differences">
      {differences.map((one) => (
        <li key={`${one.part} ${one.name}`}>
          <p><Badge tone={KINDS[one.kind].tone} icon={KINDS[one.kind].icon}>{KINDS[one.kind].text}</Badge> {PARTS[one.part] ?? one.part} <b><bdi>{one.name}</bdi></b></p>
          <dl>{one.places.map((place) => <Place key={place} difference={one} place={place} />)}</dl>
        </li>
      ))}
    </ul>
  );
}

function Place({ difference: { kind, before, after }, place }: { readonly difference: Difference; readonly place: string }) {
  const was = valueAt(before, place);
  const is = valueAt(after, place);
  return (
    <div>
      <dt>{place === '' ? 'All of it' : <code>{place}</code>}</dt>
      {kind !== 'added' && was !== undefined && <dd className="was"><span className="unseen">before: </span><code>{written(was)}</code></dd>}
      {kind !== 'removed' && is !== undefined && <dd className="is"><span className="unseen">after: </span><code>{written(is)}</code></dd>}
    </div>
  );
}
