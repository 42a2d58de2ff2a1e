import type { FileVersion } from '../../api/types.ts';
import { Link, usePlace } from '../../app/router.tsx';
import { useScope, useTenant } from '../../app/tenant.tsx';
import { useQuery } from '../../data/useQuery.ts';
import { counted, permissions } from '../../format/numbers.ts';
import { parentOf, piecesOfPath, ROOT } from '../../format/path.ts';
import { plain } from '../../format/name.ts';
import { Badge, type Tone } from '../../parts/Badge.tsx';
import { DownloadLink } from '../../parts/Button.tsx';
import { Pieces } from '../../parts/FileName.tsx';
import { Page } from '../../parts/Page.tsx';
import { Empty, QueryView } from '../../parts/states.tsx';
import { Size, Time } from '../../parts/Time.tsx';
import { UnlockForm } from '../UnlockPage.tsx';

const CHANGES: Readonly<Record<FileVersion['change'], { text: string; tone: Tone }>> = {
  first: { text: 'First seen', tone: 'info' },
  content: { text: 'Content changed', tone: 'ok' },
  attributes: { text: 'Attributes changed', tone: 'mute' },
  type: { text: 'Became another kind', tone: 'warn' },
  returned: { text: 'Came back', tone: 'warn' },
};

/** The versions of one path across all snapshots, newest first. */
export function HistoryPage() {
  const api = useTenant();
  const scope = useScope();
  const { query } = usePlace();
  const path = query.get('at') ?? ROOT;
  const from = query.get('from');
  const history = useQuery(`${api.tenant}/history/${path}`, (signal) => api.history(path, { signal }));
  const pieces = piecesOfPath(path);
  return (
    <Page
      title={`History of ${plain(pieces)}`} heading={<>History of <Pieces of={pieces} /></>}
      back={from === null ? { to: `${scope}/snapshots`, text: 'Snapshots' } : { to: `${scope}/snapshots/${from}?at=${parentOf(path)}`, text: 'Folder' }}
    >
      {history.error?.locked() ? <UnlockForm onUnlocked={history.reload} /> : (
        <QueryView query={history}>
          {({ versions, complete }) => versions.length === 0
            ? <Empty icon="history" title="No snapshot has this path"><p>It may have been in snapshots that are forgotten by now.</p></Empty>
            : (
              <>
                <ol className="timeline">{versions.map((version) => <Version key={keyOf(version)} version={version} />)}</ol>
                {!complete && <p className="hint">Only the newest snapshots were looked at; older ones may hold more versions.</p>}
              </>
            )}
        </QueryView>
      )}
    </Page>
  );
}

function Version({ version }: { readonly version: FileVersion }) {
  const api = useTenant();
  const scope = useScope();
  const { entry, snapshots } = version;
  const change = CHANGES[version.change];
  const [newest] = snapshots;
  return (
    <li>
      <div className="version-head">
        <h2><Time at={entry.modified} /></h2>
        <Badge tone={change.tone}>{change.text}</Badge>
        <span>{entry.kind === 'file' ? <Size of={entry.size} /> : entry.kind}</span>
        <code>{permissions(entry.mode)}</code>
        {newest && entry.kind === 'file' && (
          <DownloadLink href={api.fileUrl(newest.id, entry.path_base64)}>Download<span className="unseen"> this version</span></DownloadLink>
        )}
      </div>
      <details>
        <summary>In {counted(snapshots.length, 'snapshot')}</summary>
        <ul className="in-snapshots">
          {snapshots.map((snapshot) => (
            <li key={snapshot.id}>
              <Link to={`${scope}/snapshots/${snapshot.id}?at=${parentOf(entry.path_base64)}`}><Time at={snapshot.time} /></Link> <code>{snapshot.short_id}</code> <bdi>{snapshot.host}</bdi>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

function keyOf(version: FileVersion): string {
  return `${version.change}-${version.entry.modified}-${version.snapshots[0]?.id ?? ''}`;
}
