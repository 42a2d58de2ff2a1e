import type { Change, ChangeKind } from '../../api/types.ts';
import { bytes } from '../../format/bytes.ts';
import { Badge, type Tone } from '../../parts/Badge.tsx';
import { FileName } from '../../parts/FileName.tsx';
import { Size } from '../../parts/Time.tsx';
import type { GridColumn } from '../../parts/VirtualGrid.tsx';

export const CHANGES: Readonly<Record<ChangeKind, { text: string; tone: Tone }>> = {
  added: { text: 'Added', tone: 'ok' },
  removed: { text: 'Removed', tone: 'bad' },
  content: { text: 'Content', tone: 'info' },
  attributes: { text: 'Attributes', tone: 'mute' },
  type: { text: 'Kind', tone: 'warn' },
};

export const columns: readonly GridColumn<Change>[] = [
  { key: 'change', head: 'Change', cell: (change) => <Badge tone={CHANGES[change.change].tone}>{CHANGES[change.change].text}</Badge> },
  { key: 'title', head: 'Path', look: 'main', cell: (change) => <FileName text={change.path} bytes={change.path_base64} /> },
  { key: 'before', head: 'Before', look: 'number', cell: (change) => sizeOf(change.before) },
  { key: 'after', head: 'After', look: 'number', cell: (change) => sizeOf(change.after) },
  { key: 'delta', head: 'Difference', look: 'number', cell: (change) => delta(change) },
];

function sizeOf(entry: Change['before']) {
  return entry?.kind === 'file' ? <Size of={entry.size} /> : <span className="faint">{entry?.kind ?? '–'}</span>;
}

function delta(change: Change): string {
  const size = (entry: Change['before']) => entry?.kind === 'file' ? entry.size : 0;
  const grown = size(change.after) - size(change.before);
  return grown === 0 ? '' : `${grown > 0 ? '+' : ''}${bytes(grown)}`;
}
