import { usePlace } from '../../app/router.tsx';
import { useScope, useTenant } from '../../app/tenant.tsx';
import { useQuery } from '../../data/useQuery.ts';
import { dateTime } from '../../format/time.ts';
import { ROOT } from '../../format/path.ts';
import { counted } from '../../format/numbers.ts';
import { Badge, Tags } from '../../parts/Badge.tsx';
import { ButtonLink } from '../../parts/Button.tsx';
import { Page } from '../../parts/Page.tsx';
import { QueryView, Skeleton } from '../../parts/states.tsx';
import { Size, Time } from '../../parts/Time.tsx';
import type { Snapshot } from '../../api/types.ts';
import { UnlockForm } from '../UnlockPage.tsx';
import { Browser } from './Browser.tsx';

/** What a snapshot holds, from the directory in the address on. */
export function FilesPage({ id }: { readonly id: string }) {
  const api = useTenant();
  const scope = useScope();
  const { query } = usePlace();
  const snapshot = useQuery(`${api.tenant}/snapshot/${id}`, (signal) => api.snapshot(id, { signal }));
  const at = query.get('at') ?? ROOT;
  const known = snapshot.data;
  return (
    <Page
      title={known ? `Files of ${known.short_id}` : 'Files'} back={{ to: `${scope}/snapshots`, text: 'Snapshots' }}
      heading={known && <>Files of <bdi>{known.host}</bdi>, {dateTime(known.time)}</>}
      lead={known && <SnapshotLine snapshot={known} />}
      actions={known && <ButtonLink to={`${scope}/diff?to=${id}`} icon="diff">Compare with…</ButtonLink>}
    >
      {snapshot.error?.locked()
        ? <UnlockForm onUnlocked={snapshot.reload} />
        : <QueryView query={snapshot} skeleton={<Skeleton rows={10} />}>{(data) => <Browser key={`${id}/${at}`} snapshot={data} at={at} />}</QueryView>}
    </Page>
  );
}

function SnapshotLine({ snapshot }: { readonly snapshot: Snapshot }) {
  return (
    <span className="snapshot-line">
      <code>{snapshot.short_id}</code>
      <span>{counted(snapshot.files, 'file')}, <Size of={snapshot.bytes} /></span>
      <span>by <bdi>{snapshot.user}</bdi>{snapshot.server_time !== null && <>, received <Time at={snapshot.server_time} /></>}</span>
      {snapshot.protected && <Badge tone="ok" icon="shield">Protected</Badge>}
      {!snapshot.complete && <Badge tone="warn" icon="warning">Incomplete</Badge>}
      <Tags tags={snapshot.tags} />
    </span>
  );
}
