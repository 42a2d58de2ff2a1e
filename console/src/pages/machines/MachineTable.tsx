import type { Agent } from '../../api/types.ts';
import { Link } from '../../app/router.tsx';
import { useScope } from '../../app/tenant.tsx';
import { count } from '../../format/numbers.ts';
import { AgentBadge } from '../../parts/Badge.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Size, Time } from '../../parts/Time.tsx';

export function MachineTable({ agents }: { readonly agents: readonly Agent[] }) {
  const scope = useScope();
  const columns: readonly Column<Agent>[] = [
    { key: 'name', head: 'Machine', cell: (agent) => <MachineName agent={agent} to={`${scope}/machines/${encodeURIComponent(agent.id)}`} /> },
    { key: 'state', head: 'State', cell: (agent) => <AgentBadge state={agent.state} /> },
    { key: 'success', head: 'Last good backup', cell: (agent) => <Time at={agent.last_success} look="relative" /> },
    { key: 'next', head: 'Next due', cell: (agent) => <Time at={agent.next_due} look="relative" none="not scheduled" /> },
    { key: 'snapshots', head: 'Snapshots', look: 'number', cell: (agent) => count(agent.snapshots) },
    { key: 'bytes', head: 'Size', look: 'number', cell: (agent) => <Size of={agent.bytes} /> },
    { key: 'stored', head: 'Stored', look: 'number', cell: (agent) => <Size of={agent.stored_bytes} /> },
  ];
  return <DataTable caption="Machines" columns={columns} rows={agents} rowKey={(agent) => agent.id} rowState={(agent) => agent.state} />;
}

function MachineName({ agent, to }: { readonly agent: Agent; readonly to: string }) {
  return (
    <span className="machine-name">
      <span className={agent.online ? 'presence online' : 'presence'} title={agent.online ? 'Connected' : 'Not connected'}>
        <span className="unseen">{agent.online ? 'Connected' : 'Not connected'}</span>
      </span>
      <span><Link to={to}><bdi>{agent.name}</bdi></Link>{agent.host !== agent.name && <small><bdi>{agent.host}</bdi></small>}</span>
    </span>
  );
}
