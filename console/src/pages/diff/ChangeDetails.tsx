import type { ReactNode } from 'react';
import type { Change, Entry } from '../../api/types.ts';
import { Link } from '../../app/router.tsx';
import { useScope, useTenant } from '../../app/tenant.tsx';
import { permissions } from '../../format/numbers.ts';
import { parentOf } from '../../format/path.ts';
import { ButtonLink, DownloadLink, IconButton } from '../../parts/Button.tsx';
import { FileName } from '../../parts/FileName.tsx';
import { Size, Time } from '../../parts/Time.tsx';

interface Props {
  readonly change: Change;
  readonly from: string;
  readonly to: string;
  readonly onClose: () => void;
}

const ROWS: readonly { readonly label: string; readonly of: (entry: Entry) => ReactNode; readonly text: (entry: Entry) => string }[] = [
  { label: 'Kind', of: (entry) => entry.kind, text: (entry) => entry.kind },
  { label: 'Size', of: (entry) => <Size of={entry.size} />, text: (entry) => String(entry.size) },
  { label: 'Modified', of: (entry) => <Time at={entry.modified} />, text: (entry) => entry.modified },
  { label: 'Mode', of: (entry) => <code>{permissions(entry.mode)}</code>, text: (entry) => String(entry.mode) },
  { label: 'Owner', of: (entry) => <bdi>{entry.user || entry.uid}</bdi>, text: (entry) => `${entry.uid}` },
  { label: 'Group', of: (entry) => <bdi>{entry.group || entry.gid}</bdi>, text: (entry) => `${entry.gid}` },
  { label: 'Points to', of: (entry) => entry.target == null ? '–' : <FileName text={entry.target} />, text: (entry) => entry.target ?? '' },
];

/** The two sides of one change next to each other, what differs standing out. */
export function ChangeDetails({ change, from, to, onClose }: Props) {
  const api = useTenant();
  const scope = useScope();
  const { before, after } = change;
  const rows = ROWS.filter((row) => row.label !== 'Points to' || before?.target != null || after?.target != null);
  const folder = (id: string) => `${scope}/snapshots/${id}?at=${parentOf(change.path_base64)}`;
  return (
    <aside className="details" aria-label="Details of the change">
      <header>
        <h2><FileName text={change.path} bytes={change.path_base64} /></h2>
        <IconButton icon="close" label="Close details" onClick={onClose} />
      </header>
      <div className="details-acts">
        <ButtonLink to={`${scope}/history?at=${encodeURIComponent(change.path_base64)}`} icon="history">History</ButtonLink>
        {before?.kind === 'file' && <DownloadLink href={api.fileUrl(from, change.path_base64)}>Before</DownloadLink>}
        {after?.kind === 'file' && <DownloadLink href={api.fileUrl(to, change.path_base64)}>After</DownloadLink>}
      </div>
      <table className="sides">
        <thead>
          <tr>
            <td />
            <th scope="col">{before ? <Link to={folder(from)}>Before</Link> : 'Before'}</th>
            <th scope="col">{after ? <Link to={folder(to)}>After</Link> : 'After'}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label} data-differs={(before && row.text(before)) !== (after && row.text(after)) || undefined}>
              <th scope="row">{row.label}</th>
              <td>{before ? row.of(before) : '–'}</td>
              <td>{after ? row.of(after) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </aside>
  );
}
