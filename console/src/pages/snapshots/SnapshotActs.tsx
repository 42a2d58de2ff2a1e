import type { Snapshot } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { useScope, useTenant } from '../../app/tenant.tsx';
import { useAction } from '../../data/useAction.ts';
import { dateTime } from '../../format/time.ts';
import { Confirm } from '../../parts/Confirm.tsx';
import { Time } from '../../parts/Time.tsx';

interface Props {
  readonly snapshot: Snapshot;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function ForgetSnapshot({ snapshot, onClose, onDone }: Props) {
  const api = useTenant();
  const tell = useTell();
  const forget = useAction(async (options) => {
    await api.forget(snapshot, options);
    tell(<>Snapshot {snapshot.short_id} is forgotten.</>);
    onDone();
    onClose();
  });
  return (
    <Confirm title={`Forget snapshot ${snapshot.short_id}?`} act="Forget snapshot" flag="operations.delete-snapshots" action={forget} onClose={onClose}>
      <p>
        <b><bdi>{snapshot.host}</bdi></b>, <Time at={snapshot.time} />. Its files can’t be restored from it any more, and this can’t be undone.
        The space it alone used is free after the next collection.
      </p>
      {snapshot.protected && <p>It is protected: the server will refuse until the protection is taken away.</p>}
    </Confirm>
  );
}

export function ProtectSnapshot({ snapshot, onClose, onDone }: Props) {
  const api = useTenant();
  const scope = useScope();
  const tell = useTell();
  const change = useAction(async (options) => {
    if (snapshot.protected) {
      const changed = await api.unprotect(snapshot, options);
      if (changed.outcome === 'approval') {
        tell(<>{snapshot.short_id} stays protected until another person approves, or until {dateTime(changed.approval.effective_after)}.</>,
          { to: `${scope}/policy`, text: 'See approvals' });
      } else {
        tell(<>{snapshot.short_id} is no longer protected.</>);
      }
    } else {
      await api.protect(snapshot, options);
      tell(<>{snapshot.short_id} is protected.</>);
    }
    onDone();
    onClose();
  });
  return snapshot.protected
    ? (
      <Confirm title={`Take the protection from ${snapshot.short_id}?`} act="Ask for it" action={change} onClose={onClose}>
        <p>
          <b><bdi>{snapshot.host}</bdi></b>, <Time at={snapshot.time} />. Without protection it can be forgotten, by hand or by retention. That
          takes effect when another person approves it, or three days from now.
        </p>
      </Confirm>
    ) : (
      <Confirm title={`Protect ${snapshot.short_id}?`} act="Protect" look="primary" action={change} onClose={onClose}>
        <p>
          <b><bdi>{snapshot.host}</bdi></b>, <Time at={snapshot.time} />. Nobody can forget it and no retention removes it. Taking the
          protection away again needs a second person, or three days.
        </p>
      </Confirm>
    );
}
