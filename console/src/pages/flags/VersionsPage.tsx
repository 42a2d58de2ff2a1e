import { useState } from 'react';
import type { FlagVersion } from '../../api/flagTypes.ts';
import { navigate, type Place, usePlace, withQuery } from '../../app/router.tsx';
import { useMay } from '../../app/session.tsx';
import { useCursorList } from '../../data/useCursorList.ts';
import { Button } from '../../parts/Button.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { FileName } from '../../parts/FileName.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { ListFoot } from '../../parts/ListFoot.tsx';
import { Empty, ErrorPanel, Skeleton } from '../../parts/states.tsx';
import { Time } from '../../parts/Time.tsx';
import { Compare } from './Compare.tsx';
import { FlagsFrame, type Here } from './FlagsFrame.tsx';
import { Rollback } from './Rollback.tsx';

export function FlagVersionsPage() {
  const place = usePlace();
  const flag = place.query.get('flag');
  return (
    <FlagsFrame part="history" title="Versions of flags" lead="Everything that was ever published here: who, when and why. Nothing is lost, and each can be had again.">
      {(here) => (
        <>
          {flag !== null && (
            <p className="note info">
              <Icon name="filter" /><span>Only versions that changed <b><FileName text={flag} /></b>.</span>
              <Button look="quiet" onClick={() => navigate(withQuery(place, { flag: null, from: null, to: null }))}>Show all</Button>
            </p>
          )}
          <Versions key={`${here.name} ${flag}`} here={here} place={place} flag={flag} />
        </>
      )}
    </FlagsFrame>
  );
}

interface Props {
  readonly here: Here;
  readonly place: Place;
  readonly flag: string | null;
}

function Versions({ here, place, flag }: Props) {
  const { list, view } = useCursorList<FlagVersion>(`flags/${here.name}/history/${flag}`, (after, signal) => here.api.history(flag, after, { signal }));
  const may = useMay('operator');
  const [back, setBack] = useState<FlagVersion | null>(null);
  if (view.items.length === 0) {
    if (view.error) {
      return <ErrorPanel error={view.error} onRetry={() => void list.more()} />;
    }
    return view.ended ? <Empty icon="history" title="Nothing was published yet"><p>Each publication is listed here with its reason.</p></Empty> : <Skeleton rows={8} />;
  }
  const compare = (from: number, to: number) => navigate(withQuery(place, { from: String(from), to: String(to) }), 'replace');
  const columns: Column<FlagVersion>[] = [
    { key: 'version', head: 'Version', cell: (one) => <span className="two-lines"><bdi>{one.sequence}</bdi>{one.sequence === here.environment.sequence && <small>served now</small>}</span> },
    { key: 'time', head: 'Time', cell: (one) => <Time at={one.time} /> },
    { key: 'author', head: 'Who', cell: (one) => <span className="two-lines"><bdi>{one.author}</bdi>{one.approver !== null && <small>approved by <bdi>{one.approver}</bdi></small>}</span> },
    { key: 'reason', head: 'Why', look: 'wide', cell: (one) => <span className="two-lines"><bdi>{one.reason}</bdi><small>{ORIGINS[one.origin] ?? one.origin}</small></span> },
    { key: 'changed', head: 'Changed', cell: (one) => <Changed names={one.changed} /> },
    { key: 'actions', head: 'Actions', look: 'actions', cell: (one) => (
      <span className="row-acts">
        <Button look="quiet" onClick={() => compare(one.sequence - 1, one.sequence)}>What changed<span className="unseen"> in version {one.sequence}</span></Button>
        {may && one.sequence !== here.environment.sequence && <Button look="quiet" icon="restore" onClick={() => setBack(one)}>Roll back<span className="unseen"> to version {one.sequence}</span></Button>}
      </span>
    ) },
  ];
  return (
    <>
      <Compare key={place.query.toString()} here={here} place={place} flag={flag} newest={view.items[0]?.sequence ?? 0} onCompare={compare} />
      <div className="section"><DataTable caption="Versions" columns={columns} rows={view.items} rowKey={(one) => String(one.sequence)} /></div>
      <ListFoot view={view} one="version" onMore={() => void list.more()} />
      {back && <Rollback here={here} to={back} flag={flag} onClose={() => setBack(null)} onDone={() => void list.refresh()} />}
    </>
  );
}

const ORIGINS: Readonly<Record<string, string>> = {
  document: 'the whole document', edit: 'an edit', rollback: 'a rollback', rollout: 'a step of a roll-out',
};
const MOST_NAMED = 5;

function Changed({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) {
    return <span className="faint">no flag</span>;
  }
  return (
    <span className="paths">
      {names.slice(0, MOST_NAMED).map((name) => <FileName key={name} text={name} />)}
      {names.length > MOST_NAMED && <span className="faint">and {names.length - MOST_NAMED} more</span>}
    </span>
  );
}
