import { useEffect, useState } from 'react';
import type { Snapshot } from '../../api/types.ts';
import { navigate, usePlace, withQuery } from '../../app/router.tsx';
import { useTenant } from '../../app/tenant.tsx';
import { useQuery } from '../../data/useQuery.ts';
import { dateTime } from '../../format/time.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { Page } from '../../parts/Page.tsx';
import { Empty, QueryView, Skeleton } from '../../parts/states.tsx';
import { UnlockForm } from '../UnlockPage.tsx';
import { Changes } from './Changes.tsx';

/** What changed from one snapshot to another. */
export function DiffPage() {
  const api = useTenant();
  const { query } = usePlace();
  const recent = useQuery(`${api.tenant}/snapshots/recent`, (signal) => api.snapshots({}, null, { signal }));
  const from = query.get('from');
  const to = query.get('to');
  return (
    <Page title="Compare" lead="What was added, removed and changed between two snapshots.">
      {recent.error?.locked() ? <UnlockForm onUnlocked={recent.reload} /> : (
        <QueryView query={recent} skeleton={<Skeleton rows={3} />}>
          {(page) => page.items.length < 2 && (from === null || to === null)
            ? <Empty icon="diff" title="Two snapshots are needed"><p>As soon as there are two, what changed between them is shown here.</p></Empty>
            : <Chosen snapshots={page.items} from={from} to={to} />}
        </QueryView>
      )}
    </Page>
  );
}

interface ChosenProps {
  readonly snapshots: readonly Snapshot[];
  readonly from: string | null;
  readonly to: string | null;
}

function Chosen({ snapshots, from, to }: ChosenProps) {
  const place = usePlace();
  const set = (values: Record<string, string | null>) => navigate(withQuery(place, values), 'replace');
  const [order, setOrder] = useState<string | null>(null);
  const wanted = inOrder(snapshots, from, to);
  useEffect(() => {
    // Two snapshots chosen in a list come in any order; the older one is where the comparison starts, unless somebody swaps them.
    if (from !== null && to !== null && order === null) {
      setOrder(`${from}${to}`);
      if (wanted.from !== from) {
        set({ from: wanted.from, to: wanted.to });
      }
    }
  });
  const ready = from !== null && to !== null && from !== to;
  return (
    <>
      <div className="diff-choice">
        <Pick label="From" value={from} snapshots={snapshots} onChange={(id) => set({ from: id })} />
        <Pick label="To" value={to} snapshots={snapshots} onChange={(id) => set({ to: id })} />
        {ready && <Button icon="diff" onClick={() => set({ from: to, to: from })}>Swap</Button>}
      </div>
      {ready
        ? <Changes key={`${from}/${to}`} from={from} to={to} />
        : <Empty icon="diff" title={from !== null && from === to ? 'These are the same snapshot' : 'Choose two snapshots'}><p>The comparison starts at once.</p></Empty>}
    </>
  );
}

interface PickProps {
  readonly label: string;
  readonly value: string | null;
  readonly snapshots: readonly Snapshot[];
  readonly onChange: (id: string | null) => void;
}

function Pick({ label, value, snapshots, onChange }: PickProps) {
  const known = value === null || snapshots.some((snapshot) => snapshot.id === value);
  return (
    <Field label={label}>
      {(props) => (
        <select {...props} value={value ?? ''} onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}>
          <option value="">Choose…</option>
          {!known && <option value={value ?? ''}>{(value ?? '').slice(0, 8)}</option>}
          {snapshots.map((snapshot) => <option key={snapshot.id} value={snapshot.id}>{dateTime(snapshot.time)} · {snapshot.host} · {snapshot.short_id}</option>)}
        </select>
      )}
    </Field>
  );
}

function inOrder(snapshots: readonly Snapshot[], from: string | null, to: string | null): { from: string | null; to: string | null } {
  const timeOf = (id: string | null) => snapshots.find((snapshot) => snapshot.id === id)?.time;
  const [begin, end] = [timeOf(from), timeOf(to)];
  return begin !== undefined && end !== undefined && Date.parse(begin) > Date.parse(end) ? { from: to, to: from } : { from, to };
}
