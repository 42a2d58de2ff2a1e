import { useState } from 'react';
import type { Entry, Snapshot } from '../../api/types.ts';
import { useOff } from '../../app/ownFlags.tsx';
import { useMay } from '../../app/session.tsx';
import { useTenant } from '../../app/tenant.tsx';
import { counted } from '../../format/numbers.ts';
import { Button, DownloadLink } from '../../parts/Button.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';

interface Props {
  readonly snapshot: Snapshot;
  readonly at: string;
  readonly chosen: ReadonlyMap<string, Entry>;
  readonly onClear: () => void;
}

/** What can be done with the chosen entries, or with the whole folder when none is. */
export function FolderActs({ snapshot, at, chosen, onClear }: Props) {
  const api = useTenant();
  const operator = useMay('operator');
  const [restoring, setRestoring] = useState(false);
  const off = useOff('operations.restore-to-machines');
  const some = chosen.size > 0;
  return (
    <div className="folder-acts">
      <span role="status" className={some ? 'chosen' : 'unseen'}>{some ? `${counted(chosen.size, 'entry', 'entries')} chosen` : ''}</span>
      {some && <Button look="quiet" icon="close" onClick={onClear}>Clear</Button>}
      {!some && <DownloadLink href={api.zipUrl(snapshot.id, at)}>Folder as zip</DownloadLink>}
      {operator && (
        <Button icon="restore" off={off} look={some ? 'primary' : 'plain'} onClick={() => setRestoring(true)}>{some ? 'Restore chosen…' : 'Restore folder…'}</Button>
      )}
      {restoring && <RestoreDialog snapshot={snapshot} paths={some ? [...chosen.keys()] : [at]} onClose={() => setRestoring(false)} />}
    </div>
  );
}
