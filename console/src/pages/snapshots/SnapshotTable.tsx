import { useState } from 'react';
import type { Snapshot } from '../../api/types.ts';
import { Link } from '../../app/router.tsx';
import { useOff } from '../../app/ownFlags.tsx';
import { useMay } from '../../app/session.tsx';
import { useScope } from '../../app/tenant.tsx';
import { count } from '../../format/numbers.ts';
import { Badge, Tags } from '../../parts/Badge.tsx';
import { IconButton } from '../../parts/Button.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { FileName } from '../../parts/FileName.tsx';
import { SwitchedOff } from '../../parts/SwitchedOff.tsx';
import { Size, Time } from '../../parts/Time.tsx';
import { ForgetSnapshot, ProtectSnapshot } from './SnapshotActs.tsx';
import { EditTags } from './EditTags.tsx';

interface Props {
  readonly snapshots: readonly Snapshot[];
  readonly chosen: readonly string[];
  readonly onChoose: (id: string) => void;
  readonly onChanged: () => void;
}

function SnapshotPath({ text, bytes }: { readonly text: string; readonly bytes: string | undefined }) {
  return <FileName text={text} {...(bytes === undefined ? {} : { bytes })} />;
}

type Act = { readonly kind: 'forget' | 'protect' | 'tags'; readonly snapshot: Snapshot };

export function SnapshotTable({ snapshots, chosen, onChoose, onChanged }: Props) {
  const scope = useScope();
  const operator = useMay('operator');
  const off = useOff('operations.delete-snapshots');
  const [act, setAct] = useState<Act | null>(null);
  const columns: Column<Snapshot>[] = [
    { key: 'check', head: 'Compare', look: 'check', cell: (snapshot) => (
      <input type="checkbox" checked={chosen.includes(snapshot.id)} onChange={() => onChoose(snapshot.id)} aria-label={`Choose ${snapshot.short_id} to compare`} />
    ) },
    { key: 'time', head: 'Snapshot', cell: (snapshot) => (
      <span className="two-lines">
        <Link to={`${scope}/snapshots/${snapshot.id}`}><Time at={snapshot.time} /></Link>
        <small><code>{snapshot.short_id}</code>{!snapshot.complete && <Badge tone="warn" icon="warning">Incomplete</Badge>}{snapshot.protected && <Badge tone="ok" icon="shield">Protected</Badge>}</small>
      </span>
    ) },
    { key: 'host', head: 'Host', cell: (snapshot) => <span className="two-lines"><bdi>{snapshot.host}</bdi><small><bdi>{snapshot.user}</bdi></small></span> },
    { key: 'paths', head: 'What', look: 'wide', cell: (snapshot) => (
      <span className="two-lines"><span className="paths">{snapshot.paths.map((path, at) => <SnapshotPath key={snapshot.paths_base64[at] ?? path} text={path} bytes={snapshot.paths_base64[at]} />)}</span><Tags tags={snapshot.tags} /></span>
    ) },
    { key: 'files', head: 'Files', look: 'number', cell: (snapshot) => count(snapshot.files) },
    { key: 'size', head: 'Size', look: 'number', cell: (snapshot) => <Size of={snapshot.bytes} /> },
    { key: 'added', head: 'Added', look: 'number', cell: (snapshot) => <Size of={snapshot.stored_bytes} /> },
  ];
  if (operator) {
    columns.push({ key: 'actions', head: 'Actions', look: 'actions', cell: (snapshot) => (
      <span className="row-acts">
        <IconButton icon="tag" label={`Tags of ${snapshot.short_id}`} onClick={() => setAct({ kind: 'tags', snapshot })} />
        <IconButton
          icon="shield" label={`${snapshot.protected ? 'Unprotect' : 'Protect'} ${snapshot.short_id}`} aria-pressed={snapshot.protected}
          onClick={() => setAct({ kind: 'protect', snapshot })}
        />
        <IconButton icon="trash" label={`Forget ${snapshot.short_id}`} off={off} onClick={() => setAct({ kind: 'forget', snapshot })} />
      </span>
    ) });
  }
  return (
    <>
      {operator && <SwitchedOff flag="operations.delete-snapshots" />}
      <DataTable caption="Snapshots" columns={columns} rows={snapshots} rowKey={(snapshot) => snapshot.id} />
      {act?.kind === 'forget' && <ForgetSnapshot snapshot={act.snapshot} onClose={() => setAct(null)} onDone={onChanged} />}
      {act?.kind === 'tags' && <EditTags snapshot={act.snapshot} onClose={() => setAct(null)} onDone={onChanged} />}
      {act?.kind === 'protect' && <ProtectSnapshot snapshot={act.snapshot} onClose={() => setAct(null)} onDone={onChanged} />}
    </>
  );
}
