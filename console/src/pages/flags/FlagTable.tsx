import { Link } from '../../app/router.tsx';
import { useMay } from '../../app/session.tsx';
import { Button } from '../../parts/Button.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { FileName } from '../../parts/FileName.tsx';
import { Time } from '../../parts/Time.tsx';
import { addressOf } from './address.ts';
import { lastChanges, type NamedFlag, served, standing } from './definition.ts';
import type { Here } from './FlagsFrame.tsx';
import { StaleMarks, Standing } from './marks.tsx';
import type { Flags } from './useFlags.ts';

interface Props {
  readonly here: Here;
  readonly flags: Flags;
  readonly rows: readonly NamedFlag[];
  readonly onOff: (one: NamedFlag) => void;
  readonly onEnable: (one: NamedFlag) => void;
}

export function FlagTable({ here, flags, rows, onOff, onEnable }: Props) {
  const may = useMay('operator');
  const last = lastChanges(flags.versions);
  const columns: Column<NamedFlag>[] = [
    { key: 'name', head: 'Flag', look: 'wide', cell: ({ key, owner }) => (
      <span className="two-lines"><Link to={addressOf('flag', here.name, { key })}><FileName text={key} /></Link>{owner !== '' && <small><bdi>{owner}</bdi></small>}</span>
    ) },
    { key: 'state', head: 'State', cell: ({ flag }) => <Standing flag={flag} /> },
    { key: 'served', head: 'Everybody gets', cell: ({ flag }) => <bdi>{served(flag)}</bdi> },
    { key: 'stage', head: 'Stage', cell: ({ stage }) => stage === '' ? <span className="faint">none</span> : <bdi>{stage}</bdi> },
    { key: 'marks', head: 'To clean up', cell: ({ key }) => <StaleMarks stale={flags.stale.get(key)} /> },
    { key: 'changed', head: 'Last change', cell: ({ key }) => <LastChange at={last.get(key)?.time ?? flags.stale.get(key)?.changed ?? null} by={last.get(key)?.author} /> },
  ];
  if (may) {
    columns.push({ key: 'actions', head: 'Actions', look: 'actions', cell: (one) => <Act one={one} onOff={onOff} onEnable={onEnable} /> });
  }
  return (
    <div className="section">
      <DataTable caption="Flags" columns={columns} rows={rows} rowKey={(one) => one.key} rowState={({ flag }) => standing(flag) === 'disabled' ? 'off' : undefined} />
    </div>
  );
}

function LastChange({ at, by }: { readonly at: string | null; readonly by: string | undefined }) {
  return <span className="two-lines"><Time at={at} look="relative" none="earlier" />{by !== undefined && <small><bdi>{by}</bdi></small>}</span>;
}

function Act({ one, onOff, onEnable }: Pick<Props, 'onOff' | 'onEnable'> & { readonly one: NamedFlag }) {
  switch (standing(one.flag)) {
    case 'disabled':
      return <Button look="quiet" onClick={() => onEnable(one)}>Enable<span className="unseen"> {one.key}</span></Button>;
    case 'off':
      return null;
    default:
      return <Button look="quiet" onClick={() => onOff(one)}>Turn off<span className="unseen"> {one.key}</span></Button>;
  }
}
