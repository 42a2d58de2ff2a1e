import { useState } from 'react';
import type { Entry, Snapshot } from '../../api/types.ts';
import { useOff } from '../../app/ownFlags.tsx';
import { useMay } from '../../app/session.tsx';
import { useScope, useTenant } from '../../app/tenant.tsx';
import { exactBytes } from '../../format/bytes.ts';
import { count, permissions } from '../../format/numbers.ts';
import { Button, ButtonLink, DownloadLink, IconButton } from '../../parts/Button.tsx';
import { FileName } from '../../parts/FileName.tsx';
import { type Fact, Facts } from '../../parts/Page.tsx';
import { Size, Time } from '../../parts/Time.tsx';
import { KINDS } from './columns.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';

interface Props {
  readonly snapshot: Snapshot;
  readonly entry: Entry;
  readonly addressOf: (path: string) => string;
  readonly onClose: () => void;
}

/** Everything about the active entry, and what can be done with it. */
export function Details({ snapshot, entry, addressOf, onClose }: Props) {
  const api = useTenant();
  const scope = useScope();
  const operator = useMay('operator');
  const off = useOff('operations.restore-to-machines');
  const [restoring, setRestoring] = useState(false);
  return (
    <aside className="details" aria-label="Details">
      <header>
        <h2><FileName text={entry.name} bytes={entry.name_base64} /></h2>
        <IconButton icon="close" label="Close details" onClick={onClose} />
      </header>
      <div className="details-acts">
        {entry.kind === 'directory' && <ButtonLink to={addressOf(entry.path_base64)} icon="folder">Open</ButtonLink>}
        {entry.kind === 'directory' && <DownloadLink href={api.zipUrl(snapshot.id, entry.path_base64)}>Download as zip</DownloadLink>}
        {entry.kind === 'file' && <DownloadLink href={api.fileUrl(snapshot.id, entry.path_base64)} look="primary">Download</DownloadLink>}
        <ButtonLink to={`${scope}/history?at=${encodeURIComponent(entry.path_base64)}&from=${snapshot.id}`} icon="history">History</ButtonLink>
        {operator && <Button icon="restore" off={off} onClick={() => setRestoring(true)}>Restore…</Button>}
      </div>
      <Facts facts={factsOf(entry)} />
      {restoring && <RestoreDialog snapshot={snapshot} paths={[entry.path_base64]} onClose={() => setRestoring(false)} />}
    </aside>
  );
}

function factsOf(entry: Entry): readonly Fact[] {
  const facts: Fact[] = [{ label: 'Kind', value: KINDS[entry.kind].text }];
  if (entry.kind === 'file') {
    facts.push({ label: 'Size', value: <><Size of={entry.size} /> <span className="faint">({exactBytes(entry.size)})</span></> });
  }
  if (entry.target != null) {
    facts.push({ label: 'Points to', value: <FileName text={entry.target} /> });
  }
  return [
    ...facts,
    { label: 'Modified', value: <Time at={entry.modified} /> },
    { label: 'Mode', value: <code>{permissions(entry.mode)} {(entry.mode & 0o7777).toString(8).padStart(4, '0')}</code> },
    { label: 'Owner', value: <><bdi>{entry.user || '–'}</bdi> ({entry.uid})</> },
    { label: 'Group', value: <><bdi>{entry.group || '–'}</bdi> ({entry.gid})</> },
    { label: 'Links', value: count(entry.links) },
    { label: 'Inode', value: String(entry.inode) },
  ];
}
