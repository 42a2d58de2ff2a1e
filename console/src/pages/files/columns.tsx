import type { Entry, EntryKind } from '../../api/types.ts';
import { Link } from '../../app/router.tsx';
import { permissions } from '../../format/numbers.ts';
import { FileName } from '../../parts/FileName.tsx';
import { Icon, type IconName } from '../../parts/Icon.tsx';
import { Size, Time } from '../../parts/Time.tsx';
import type { GridColumn } from '../../parts/VirtualGrid.tsx';

interface Ports {
  readonly addressOf: (path: string) => string;
  readonly chosen: ReadonlyMap<string, Entry>;
  readonly choose: (entry: Entry) => void;
}

export const KINDS: Readonly<Record<EntryKind, { icon: IconName; text: string }>> = {
  file: { icon: 'file', text: 'File' },
  directory: { icon: 'folder', text: 'Folder' },
  symlink: { icon: 'link', text: 'Symbolic link' },
  fifo: { icon: 'special', text: 'FIFO' },
  socket: { icon: 'special', text: 'Socket' },
  character: { icon: 'special', text: 'Character device' },
  block: { icon: 'special', text: 'Block device' },
};

export function columnsOf({ addressOf, chosen, choose }: Ports): readonly GridColumn<Entry>[] {
  return [
    { key: 'check', head: 'Chosen', look: 'check', cell: (entry) => (
      <label className="check-area" onClick={(event) => event.stopPropagation()}>
        <input type="checkbox" tabIndex={-1} checked={chosen.has(entry.path_base64)} onChange={() => choose(entry)} />
        <span className="unseen">Choose <FileName text={entry.name} bytes={entry.name_base64} /></span>
      </label>
    ) },
    { key: 'title', head: 'Name', look: 'main', cell: (entry) => <EntryName entry={entry} to={addressOf(entry.path_base64)} /> },
    { key: 'size', head: 'Size', look: 'number', cell: (entry) => entry.kind === 'file' ? <Size of={entry.size} /> : <span className="faint">–</span> },
    { key: 'modified', head: 'Modified', cell: (entry) => <Time at={entry.modified} /> },
    { key: 'mode', head: 'Mode', cell: (entry) => <code>{permissions(entry.mode)}</code> },
    { key: 'owner', head: 'Owner', cell: (entry) => <bdi>{entry.user || entry.uid}</bdi> },
  ];
}

function EntryName({ entry, to }: { readonly entry: Entry; readonly to: string }) {
  const kind = KINDS[entry.kind];
  const name = <FileName text={entry.name} bytes={entry.name_base64} />;
  return (
    <>
      <Icon name={kind.icon} className={`kind ${entry.kind}`} />
      {entry.kind !== 'file' && <span className="unseen">{kind.text} </span>}
      {entry.kind === 'directory' ? <Link to={to} tabIndex={-1}>{name}</Link> : name}
      {entry.target != null && <span className="target">→ <FileName text={entry.target} /></span>}
    </>
  );
}
