import { useEffect, useState } from 'react';
import type { Approval } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { useMay, useSession } from '../../app/session.tsx';
import { useTenant } from '../../app/tenant.tsx';
import { useAction } from '../../data/useAction.ts';
import { useNow } from '../../data/useNow.ts';
import { useQuery } from '../../data/useQuery.ts';
import { Button } from '../../parts/Button.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { Section } from '../../parts/Page.tsx';
import { QueryView, Skeleton } from '../../parts/states.tsx';
import { Time } from '../../parts/Time.tsx';

type Decision = { readonly approval: Approval; readonly decision: 'approve' | 'reject' };

/** The changes that wait for a second person. */
export function Approvals({ round, onDecided }: { readonly round: number; readonly onDecided: () => void }) {
  const api = useTenant();
  const admin = useMay('admin');
  const approvals = useQuery(`${api.tenant}/approvals`, (signal) => api.approvals({ signal }));
  const [deciding, setDeciding] = useState<Decision | null>(null);
  useEffect(() => {
    if (round > 0) {
      approvals.reload();
    }
  }, [round, approvals.reload]);
  const done = () => {
    approvals.reload();
    onDecided();
  };
  return (
    <QueryView query={approvals} skeleton={<Skeleton rows={1} look="panel" />}>
      {(all) => {
        const pending = all.filter((approval) => approval.state === 'pending');
        return pending.length === 0 ? null : (
          <Section title="Waiting for approval" lead="Each needs another person than the one who asked, or the time that is named.">
            <ul className="approvals">
              {pending.map((approval) => <Pending key={approval.id} approval={approval} admin={admin} onDecide={setDeciding} />)}
            </ul>
            {deciding && <Decide {...deciding} onClose={() => setDeciding(null)} onDone={done} />}
          </Section>
        );
      }}
    </QueryView>
  );
}

interface PendingProps {
  readonly approval: Approval;
  readonly admin: boolean;
  readonly onDecide: (decision: Decision) => void;
}

function Pending({ approval, admin, onDecide }: PendingProps) {
  const me = useSession().name;
  const now = useNow();
  const own = approval.requested_by === me && Date.parse(approval.effective_after) > now;
  return (
    <li>
      <div>
        <p><strong>{describe(approval)}</strong></p>
        <p className="hint">
          Asked for by <bdi>{approval.requested_by}</bdi>, <Time at={approval.requested} look="relative" />. Without another person possible
          from <Time at={approval.effective_after} />.
        </p>
        {own && admin && <p className="hint">You asked for it yourself, so another administrator must approve it.</p>}
      </div>
      {admin && (
        <div className="section-actions">
          <Button onClick={() => onDecide({ approval, decision: 'reject' })}>Reject</Button>
          <Button look="danger" disabled={own} onClick={() => onDecide({ approval, decision: 'approve' })}>Approve</Button>
        </div>
      )}
    </li>
  );
}

function Decide({ approval, decision, onClose, onDone }: Decision & { readonly onClose: () => void; readonly onDone: () => void }) {
  const api = useTenant();
  const tell = useTell();
  const decide = useAction(async (options) => {
    await api.decide(approval.id, decision, options);
    tell(decision === 'approve' ? 'Approved.' : 'Rejected.');
    onDone();
    onClose();
  });
  return (
    <Confirm title={decision === 'approve' ? 'Approve this change?' : 'Reject this change?'} act={decision === 'approve' ? 'Approve' : 'Reject'} look={decision === 'approve' ? 'danger' : 'primary'} action={decide} onClose={onClose}>
      <p>{describe(approval)}, asked for by <bdi>{approval.requested_by}</bdi>.</p>
      {decision === 'approve' && <p>It makes backups easier to delete. Be sure that the request really came from that person.</p>}
    </Confirm>
  );
}

function describe(approval: Approval): string {
  if (approval.kind === 'unprotect') {
    return `Take the protection from snapshot ${approval.object.slice(0, 8)}`;
  }
  const days = approval.detail['minimum_age_days'] ?? approval.detail['to'];
  return typeof days === 'number' ? `Shorten the minimum age to ${days} days` : 'Shorten the minimum age';
}
