import type { Agent, AgentState } from '../../api/types.ts';
import { navigate, usePlace, withQuery } from '../../app/router.tsx';
import { useMay } from '../../app/session.tsx';
import { useEvents, useScope, useTenant } from '../../app/tenant.tsx';
import { useQuery } from '../../data/useQuery.ts';
import { counted } from '../../format/numbers.ts';
import { Button, ButtonLink } from '../../parts/Button.tsx';
import { Page } from '../../parts/Page.tsx';
import { SearchBox } from '../../parts/SearchBox.tsx';
import { Empty, QueryView } from '../../parts/states.tsx';
import { FirstSteps } from '../overview/FirstSteps.tsx';
import { MachineTable } from './MachineTable.tsx';
import { byUrgency, withAgent } from './order.ts';

const STATES: readonly { readonly value: AgentState; readonly text: string }[] = [
  { value: 'failed', text: 'Failed' }, { value: 'late', text: 'Late' }, { value: 'never', text: 'No backup yet' },
  { value: 'offline', text: 'Offline' }, { value: 'ok', text: 'On time' },
];

export function MachinesPage() {
  const api = useTenant();
  const scope = useScope();
  const admin = useMay('admin');
  const agents = useQuery(`${api.tenant}/agents`, (signal) => api.agents({ signal }));
  useEvents((event) => {
    if (event.kind === 'agent' && agents.data) {
      agents.put(withAgent(agents.data, event.agent));
    } else if (event.kind === 'tick') {
      agents.reload();
    }
  });
  return (
    <Page
      title="Machines" lead="Every machine that backs up to this tenant, those that need you first."
      actions={admin && <ButtonLink to={`${scope}/tokens`} icon="plus">Add a machine</ButtonLink>}
    >
      <QueryView query={agents}>{(list) => list.length === 0 ? <FirstSteps /> : <Filtered agents={list} />}</QueryView>
    </Page>
  );
}

function Filtered({ agents }: { readonly agents: readonly Agent[] }) {
  const place = usePlace();
  const words = place.query.get('q') ?? '';
  const state = place.query.get('state') ?? '';
  const choose = (values: Record<string, string | null>) => navigate(withQuery(place, values), 'replace');
  const shown = byUrgency(agents).filter((agent) =>
    (state === '' || agent.state === state) && `${agent.name} ${agent.host}`.toLowerCase().includes(words.toLowerCase()));
  return (
    <>
      <div className="filters">
        <SearchBox label="Find a machine" value={words} onChange={(value) => choose({ q: value })} />
        <label className="select-label">
          <span>State</span>
          <select value={state} onChange={(event) => choose({ state: event.target.value })}>
            <option value="">All</option>
            {STATES.map((one) => (
              <option key={one.value} value={one.value}>{one.text} ({agents.filter((agent) => agent.state === one.value).length})</option>
            ))}
          </select>
        </label>
      </div>
      {shown.length === 0
        ? <Empty icon="search" title="No machine fits" action={<Button onClick={() => choose({ q: null, state: null })}>Show all</Button>} />
        : <div className="section"><MachineTable agents={shown} /></div>}
      <p className="list-note" role="status">{counted(shown.length, 'machine')}</p>
    </>
  );
}
