import { useEffect, useMemo, useRef, useState } from 'react';
import type { Entry, Snapshot } from '../../api/types.ts';
import { navigate, usePlace, withQuery } from '../../app/router.tsx';
import { useTenant } from '../../app/tenant.tsx';
import { useCursorList } from '../../data/useCursorList.ts';
import { count } from '../../format/numbers.ts';
import { parentOf, ROOT, steps } from '../../format/path.ts';
import { plain } from '../../format/name.ts';
import { Button } from '../../parts/Button.tsx';
import { SearchBox } from '../../parts/SearchBox.tsx';
import { Empty, ErrorNote, ErrorPanel, Skeleton } from '../../parts/states.tsx';
import { type GridHandle, VirtualGrid } from '../../parts/VirtualGrid.tsx';
import { UnlockForm } from '../UnlockPage.tsx';
import { Breadcrumbs } from './Breadcrumbs.tsx';
import { columnsOf } from './columns.tsx';
import { Details } from './Details.tsx';
import { FolderActs } from './FolderActs.tsx';

interface Props {
  readonly snapshot: Snapshot;
  readonly at: string;
}

/** One directory of a snapshot. Going elsewhere makes a new one, so nothing chosen here is carried along. */
export function Browser({ snapshot, at }: Props) {
  const api = useTenant();
  const place = usePlace();
  const filter = place.query.get('filter') ?? '';
  const { list, view } = useCursorList<Entry>(
    `${api.tenant}/${snapshot.id}/${at}/${filter}`, (after, signal) => api.entries(snapshot.id, at, filter, after, { signal }));
  const [active, setActive] = useState(-1);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Entry>>(new Map());
  const grid = useRef<GridHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const here = `/t/${encodeURIComponent(api.tenant)}/snapshots/${snapshot.id}`;
  const addressOf = (path: string) => path === ROOT ? here : `${here}?at=${path}`;
  const open = (entry: Entry) => {
    if (entry.kind === 'directory') {
      navigate(addressOf(entry.path_base64));
    }
  };
  const choose = (entry: Entry) => setChosen((was) => {
    const now = new Map(was);
    if (!now.delete(entry.path_base64)) {
      now.set(entry.path_base64, entry);
    }
    return now;
  });
  const columns = useMemo(() => columnsOf({ addressOf, chosen, choose }), [chosen, here]);
  const came = view.items.length > 0;
  useFocusAfterMove(came, at, grid);
  const name = plain(steps(at).at(-1)?.pieces ?? []) || '/';
  return (
    <div className="browser">
      <div className="browser-bar">
        <Breadcrumbs at={at} addressOf={addressOf} />
        <SearchBox
          label="Filter this folder" value={filter} input={search}
          onChange={(text) => navigate(withQuery(place, { filter: text }), 'replace')}
        />
        <FolderActs snapshot={snapshot} at={at} chosen={chosen} onClear={() => setChosen(new Map())} />
      </div>
      {view.error?.locked() ? <UnlockForm onUnlocked={() => void list.more()} /> : !came ? (
        <Before view={view} filter={filter} onRetry={() => void list.more()} onAll={() => navigate(withQuery(place, { filter: null }), 'replace')} />
      ) : (
        <div className="browser-panes" data-details={active >= 0 || undefined}>
          <div className="browser-list">
            <VirtualGrid
              label={`Contents of ${name}`} columns={columns} items={view.items} itemKey={(entry) => entry.name_base64}
              itemText={(entry) => entry.name} ended={view.ended} active={active} onActive={setActive} onOpen={open}
              onUp={() => at !== ROOT && navigate(addressOf(parentOf(at)))} onFind={() => search.current?.focus()}
              isChosen={(entry) => chosen.has(entry.path_base64)} onChoose={choose}
              onNearEnd={() => view.error === null && void list.more()} onWantEnd={() => void list.all()} handle={grid} look="entries"
            />
            <ErrorNote error={view.error} />
            <p className="list-note">
              <span role="status">{count(view.items.length)}{view.ended ? '' : '+'} {view.items.length === 1 ? 'entry' : 'entries'}{view.loading ? ', loading more…' : ''}</span>
              {view.error && <Button look="quiet" icon="reload" onClick={() => void list.more()}>Try again</Button>}
              <span className="keys">Arrows move · Enter opens · Space chooses · Backspace goes up · / filters</span>
            </p>
          </div>
          {active >= 0 && view.items[active] && (
            <Details snapshot={snapshot} entry={view.items[active]} addressOf={addressOf} onClose={() => { setActive(-1); grid.current?.focus(); }} />
          )}
        </div>
      )}
    </div>
  );
}

interface BeforeProps {
  readonly view: { readonly error: Parameters<typeof ErrorPanel>[0]['error'] | null; readonly ended: boolean };
  readonly filter: string;
  readonly onRetry: () => void;
  readonly onAll: () => void;
}

function Before({ view, filter, onRetry, onAll }: BeforeProps) {
  if (view.error) {
    return <ErrorPanel error={view.error} onRetry={onRetry} />;
  }
  if (!view.ended) {
    return <Skeleton rows={10} />;
  }
  return filter === ''
    ? <Empty icon="folder" title="This folder is empty"><p>It was empty when the backup was made.</p></Empty>
    : <Empty icon="search" title="Nothing here has that in its name" action={<Button onClick={onAll}>Show all</Button>} />;
}

let lastDirectory: string | null = null;

/** Puts the keyboard into the list when a folder was opened from another one. */
function useFocusAfterMove(came: boolean, at: string, grid: React.RefObject<GridHandle | null>): void {
  useEffect(() => {
    if (came) {
      if (lastDirectory !== null && lastDirectory !== at && document.activeElement?.tagName !== 'INPUT') {
        grid.current?.focus();
      }
      lastDirectory = at;
    }
  }, [came, at, grid]);
}
