import { Fragment, type ReactNode } from 'react';
import type { Agent, Approval, Storage } from '../../api/types.ts';
import { Link } from '../../app/router.tsx';
import { useScope, useTenant } from '../../app/tenant.tsx';
import { useQuery } from '../../data/useQuery.ts';
import { bytes } from '../../format/bytes.ts';
import { counted } from '../../format/numbers.ts';
import { Icon } from '../../parts/Icon.tsx';

const MOST_NAMED = 3;

interface Matter {
  readonly key: string;
  readonly tone: 'bad' | 'warn';
  readonly text: ReactNode;
  readonly to: string;
  readonly act: string;
}

/** What a person should look at, worst first; nothing at all when there is nothing. */
export function Attention({ agents, storage }: { readonly agents: readonly Agent[]; readonly storage: Storage | null }) {
  const api = useTenant();
  const scope = useScope();
  const approvals = useQuery<readonly Approval[]>(`${api.tenant}/approvals`, (signal) => api.approvals({ signal }));
  const matters = [...ofStorage(storage, scope), ...ofAgents(agents, scope), ...ofApprovals(approvals.data ?? [], scope)];
  if (matters.length === 0) {
    return null;
  }
  return (
    <section aria-label="Needs attention" className="attention">
      <h2 className="unseen">Needs attention</h2>
      <ul>
        {matters.map((matter) => (
          <li key={matter.key} className={matter.tone}>
            <Icon name={matter.tone === 'bad' ? 'error' : 'warning'} />
            <span>{matter.text}</span>
            <Link to={matter.to}>{matter.act}<Icon name="right" /></Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ofStorage(storage: Storage | null, scope: string): Matter[] {
  const matters: Matter[] = [];
  if (storage && storage.damaged_chunks > 0) {
    matters.push({
      key: 'damaged', tone: 'bad', to: `${scope}/storage`, act: 'See storage',
      text: `${counted(storage.damaged_chunks, 'damaged chunk')} found. The next backup that has the same content stores it anew.`,
    });
  }
  if (storage?.last_scrub?.state === 'failed') {
    matters.push({ key: 'scrub', tone: 'warn', to: `${scope}/jobs/${storage.last_scrub.id}`, act: 'See the job', text: 'The last scrub failed.' });
  }
  if (storage && storage.quota_bytes !== null && storage.pack_bytes > 0.9 * storage.quota_bytes) {
    matters.push({
      key: 'quota', tone: 'warn', to: `${scope}/storage`, act: 'See storage',
      text: `${bytes(Math.max(0, storage.quota_bytes - storage.pack_bytes))} of the quota are left.`,
    });
  }
  return matters;
}

function ofAgents(agents: readonly Agent[], scope: string): Matter[] {
  const failed = agents.filter((agent) => agent.state === 'failed');
  const late = agents.filter((agent) => agent.state === 'late');
  const matters: Matter[] = [];
  if (failed.length > 0) {
    matters.push({ key: 'failed', tone: 'bad', to: `${scope}/machines?state=failed`, act: 'See which', text: <>The last backup of {named(failed)} failed.</> });
  }
  if (late.length > 0) {
    matters.push({ key: 'late', tone: 'warn', to: `${scope}/machines?state=late`, act: 'See which', text: <>{named(late)} {late.length === 1 ? 'is' : 'are'} late.</> });
  }
  return matters;
}

/** Few machines by name, many by number. */
function named(agents: readonly Agent[]): ReactNode {
  return agents.length > MOST_NAMED
    ? counted(agents.length, 'machine')
    : agents.map((agent, at) => <Fragment key={agent.id}>{at === 0 ? '' : at === agents.length - 1 ? ' and ' : ', '}<b><bdi>{agent.name}</bdi></b></Fragment>);
}

function ofApprovals(approvals: readonly Approval[], scope: string): Matter[] {
  const pending = approvals.filter((approval) => approval.state === 'pending').length;
  return pending === 0 ? [] : [{
    key: 'approvals', tone: 'warn', to: `${scope}/policy`, act: 'Decide', text: `${counted(pending, 'change waits', 'changes wait')} for a second person.`,
  }];
}
