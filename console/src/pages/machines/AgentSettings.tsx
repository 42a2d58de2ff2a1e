import type { EffectiveValue } from '../../api/configuration.ts';
import { useTenant } from '../../app/tenant.tsx';
import { useQuery } from '../../data/useQuery.ts';
import { typed } from '../../format/setting.ts';
import { Badge } from '../../parts/Badge.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Section } from '../../parts/Page.tsx';
import { QueryView, Skeleton } from '../../parts/states.tsx';

const COLUMNS: readonly Column<EffectiveValue>[] = [
  { key: 'name', head: 'Setting', cell: ({ name }) => <code>{name}</code> },
  // Sizes are the only numbers among the agents' settings that are worth a unit.
  { key: 'value', head: 'Value', cell: ({ name, value }) => <b>{typed(name.startsWith('agent.bandwidth.') ? 'bytes' : 'text', value)}</b> },
  { key: 'origin', head: 'From', cell: ({ origin }) => <Badge tone={origin === 'stage' ? 'warn' : origin === 'default' ? 'mute' : 'info'}>{origin}</Badge> },
];

/** What the server's configuration says for this machine's agent. */
export function AgentSettings({ agent }: { readonly agent: string }) {
  const api = useTenant();
  const settings = useQuery(`${api.tenant}/agents/${agent}/configuration`, (signal) => api.agentConfiguration(agent, { signal }));
  return (
    <Section title="Settings" lead="Published at the server for all agents; the machine’s own configuration may set narrower limits.">
      <QueryView query={settings} skeleton={<Skeleton rows={2} />}>
        {({ values, tag, taken }) => (
          <>
            <p className="hint">{taken === tag ? 'The agent has all of it.' : taken === null ? 'The agent was not heard of since the server started.' : 'The agent gets the newest values when it asks next.'}</p>
            {values.length > 0 && <DataTable caption="Settings" columns={COLUMNS} rows={values} rowKey={({ name }) => name} />}
          </>
        )}
      </QueryView>
    </Section>
  );
}
