import { useMemo, useRef, useState } from 'react';
import type { Change, ChangeKind, DiffSummary } from '../../api/types.ts';
import { useTenant } from '../../app/tenant.tsx';
import { useCursorList } from '../../data/useCursorList.ts';
import { bytes } from '../../format/bytes.ts';
import { count } from '../../format/numbers.ts';
import { Button } from '../../parts/Button.tsx';
import { Figures } from '../../parts/Page.tsx';
import { Empty, ErrorNote, ErrorPanel, Skeleton } from '../../parts/states.tsx';
import { VirtualGrid } from '../../parts/VirtualGrid.tsx';
import { ChangeDetails } from './ChangeDetails.tsx';
import { CHANGES, columns } from './columns.tsx';

const KINDS = Object.keys(CHANGES) as ChangeKind[];

export function Changes({ from, to }: { readonly from: string; readonly to: string }) {
  const api = useTenant();
  const summary = useRef<DiffSummary | null>(null);
  const { list, view } = useCursorList<Change>(`${api.tenant}/diff/${from}/${to}`, async (after, signal) => {
    const page = await api.diff(from, to, after, { signal });
    summary.current = page.summary ?? summary.current;
    return { items: page.changes, next: page.next };
  });
  const [hidden, setHidden] = useState<ReadonlySet<ChangeKind>>(new Set());
  const [active, setActive] = useState(-1);
  const shown = useMemo(() => hidden.size === 0 ? view.items : view.items.filter((change) => !hidden.has(change.change)), [view.items, hidden]);
  const toggle = (kind: ChangeKind) => {
    setActive(-1);
    setHidden((was) => was.has(kind) ? new Set([...was].filter((one) => one !== kind)) : new Set([...was, kind]));
  };
  if (view.items.length === 0) {
    if (view.error) {
      return <ErrorPanel error={view.error} onRetry={() => void list.more()} />;
    }
    return view.ended ? <Empty icon="check" title="Nothing changed"><p>Both snapshots hold the same files with the same attributes.</p></Empty> : <Skeleton rows={8} />;
  }
  const selected = shown[active];
  return (
    <>
      {summary.current && view.ended && <Summary summary={summary.current} />}
      <div className="chips" role="group" aria-label="Kinds of changes shown">
        {KINDS.map((kind) => (
          <button key={kind} type="button" className={`chip ${CHANGES[kind].tone}`} aria-pressed={!hidden.has(kind)} onClick={() => toggle(kind)}>
            {CHANGES[kind].text} <b>{count(view.items.filter((change) => change.change === kind).length)}{view.ended ? '' : '+'}</b>
          </button>
        ))}
      </div>
      <div className="browser-panes" data-details={selected ? true : undefined}>
        <div className="browser-list">
          <VirtualGrid
            label="Changes" columns={columns} items={shown} itemKey={(change) => change.path_base64} itemText={(change) => change.path}
            ended={view.ended} active={active} onActive={setActive} onOpen={() => undefined}
            onNearEnd={() => view.error === null && void list.more()} onWantEnd={() => void list.all()} look="changes"
          />
          <ErrorNote error={view.error} />
          <p className="list-note">
            <span role="status">{count(shown.length)}{view.ended ? '' : '+'} {shown.length === 1 ? 'change' : 'changes'}{view.loading ? ', loading more…' : ''}</span>
            {!view.ended && !view.loading && <Button look="quiet" onClick={() => void list.all()}>Load all for the totals</Button>}
          </p>
        </div>
        {selected && <ChangeDetails change={selected} from={from} to={to} onClose={() => setActive(-1)} />}
      </div>
    </>
  );
}

function Summary({ summary }: { readonly summary: DiffSummary }) {
  const grown = summary.bytes_after - summary.bytes_before;
  return (
    <Figures facts={[
      { label: 'Before', value: bytes(summary.bytes_before) },
      { label: 'After', value: bytes(summary.bytes_after), note: grown === 0 ? 'the same' : `${grown > 0 ? '+' : ''}${bytes(grown)}` },
      { label: 'Added', value: count(summary.added) },
      { label: 'Removed', value: count(summary.removed) },
      { label: 'Changed', value: count(summary.content + summary.attributes + summary.type) },
    ]} />
  );
}
