import { useState } from 'react';
import type { Snapshot } from '../../api/types.ts';
import { navigate, type Place, usePlace, withQuery } from '../../app/router.tsx';
import { useSession } from '../../app/session.tsx';
import { useEvents, useScope, useTenant } from '../../app/tenant.tsx';
import { useCursorList } from '../../data/useCursorList.ts';
import { Button, ButtonLink } from '../../parts/Button.tsx';
import { ListFoot } from '../../parts/ListFoot.tsx';
import { Page } from '../../parts/Page.tsx';
import { SearchBox } from '../../parts/SearchBox.tsx';
import { Empty, ErrorPanel, Skeleton } from '../../parts/states.tsx';
import { UnlockForm } from '../UnlockPage.tsx';
import { SnapshotTable } from './SnapshotTable.tsx';

export function SnapshotsPage() {
  const place = usePlace();
  const scope = useScope();
  const { tenant } = useTenant();
  const session = useSession();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const choose = (id: string) => setChosen((was) => was.includes(id) ? was.filter((one) => one !== id) : [...was, id].slice(-2));
  const [first, second] = chosen;
  return (
    <Page
      title="Snapshots" lead="Each is a whole copy of its directories at one time. Open one to look into it, or compare two."
      actions={(
        <>
          {session.unlocked.includes(tenant) && <ButtonLink to={`${scope}/unlock`} look="quiet" icon="unlock">Unlocked</ButtonLink>}
          {first !== undefined && second !== undefined
            ? <ButtonLink to={`${scope}/diff?from=${first}&to=${second}`} icon="diff" look="primary">Compare the two</ButtonLink>
            : <ButtonLink to={`${scope}/diff`} icon="diff">Compare</ButtonLink>}
        </>
      )}
    >
      <Filters place={place} />
      <List key={place.query.toString()} place={place} chosen={chosen} onChoose={choose} />
    </Page>
  );
}

function Filters({ place }: { readonly place: Place }) {
  const value = (name: string) => place.query.get(name) ?? '';
  const set = (name: string, text: string) => navigate(withQuery(place, { [name]: text }), 'replace');
  return (
    <div className="filters">
      <SearchBox label="Search host, path, user or id" value={value('q')} onChange={(text) => set('q', text)} />
      <SearchBox label="Tag" value={value('tag')} onChange={(text) => set('tag', text)} />
      <SearchBox label="Host" value={value('host')} onChange={(text) => set('host', text)} />
      {value('agent') !== '' && <Button look="quiet" icon="close" onClick={() => set('agent', '')}>Of one machine</Button>}
    </div>
  );
}

interface ListProps {
  readonly place: Place;
  readonly chosen: readonly string[];
  readonly onChoose: (id: string) => void;
}

function List({ place, chosen, onChoose }: ListProps) {
  const api = useTenant();
  const value = (name: string) => place.query.get(name) ?? '';
  const filter = { query: value('q'), tag: value('tag'), host: value('host'), agent: value('agent') };
  const filtered = Object.values(filter).some((text) => text !== '');
  const { list, view } = useCursorList<Snapshot>(
    `${api.tenant}/snapshots/${JSON.stringify(filter)}`, (after, signal) => api.snapshots(filter, after, { signal }));
  useEvents((event) => {
    if ((event.kind === 'snapshot' || event.kind === 'tick') && view.items.length <= 100) {
      void list.refresh();
    }
  });
  if (view.error?.locked()) {
    return <UnlockForm onUnlocked={() => void list.more()} />;
  }
  if (view.items.length === 0) {
    if (view.error) {
      return <ErrorPanel error={view.error} onRetry={() => void list.more()} />;
    }
    return view.ended ? <Nothing filtered={filtered} /> : <Skeleton rows={8} />;
  }
  return (
    <>
      <div className="section">
        <SnapshotTable snapshots={view.items} chosen={chosen} onChoose={onChoose} onChanged={() => void list.refresh()} />
      </div>
      <ListFoot view={view} one="snapshot" onMore={() => void list.more()} />
    </>
  );
}

function Nothing({ filtered }: { readonly filtered: boolean }) {
  const { path } = usePlace();
  return filtered
    ? <Empty icon="search" title="No snapshot fits" action={<Button onClick={() => navigate(path, 'replace')}>Show all</Button>} />
    : <Empty icon="snapshots" title="No snapshots yet"><p>The first appears here as soon as a machine’s backup is complete.</p></Empty>;
}
