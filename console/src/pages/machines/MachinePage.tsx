import { useState } from 'react';
import type { Agent, Schedule } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { navigate } from '../../app/router.tsx';
import { useOff } from '../../app/ownFlags.tsx';
import { useMay } from '../../app/session.tsx';
import { useEvents, useScope, useTenant } from '../../app/tenant.tsx';
import { useAction } from '../../data/useAction.ts';
import { useQuery } from '../../data/useQuery.ts';
import { describeCron } from '../../format/cron.ts';
import { bytes } from '../../format/bytes.ts';
import { count } from '../../format/numbers.ts';
import { AgentBadge } from '../../parts/Badge.tsx';
import { Button, ButtonLink } from '../../parts/Button.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { FileName } from '../../parts/FileName.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Facts, Figures, Page, Section } from '../../parts/Page.tsx';
import { Empty, ErrorNote, QueryView } from '../../parts/states.tsx';
import { Time } from '../../parts/Time.tsx';
import { AgentSettings } from './AgentSettings.tsx';

export function MachinePage({ id }: { readonly id: string }) {
  const api = useTenant();
  const scope = useScope();
  const agent = useQuery(`${api.tenant}/agents/${id}`, (signal) => api.agent(id, { signal }));
  useEvents((event) => {
    if (event.kind === 'agent' && event.agent.id === id) {
      agent.put(event.agent);
    } else if (event.kind === 'tick') {
      agent.reload();
    }
  });
  const name = agent.data?.name ?? 'Machine';
  return (
    <Page
      title={name} heading={<span className="heading-row"><bdi>{name}</bdi>{agent.data && <AgentBadge state={agent.data.state} />}</span>}
      back={{ to: `${scope}/machines`, text: 'Machines' }} actions={agent.data && <MachineActions agent={agent.data} />}
    >
      <QueryView query={agent}>{(data) => <MachineView agent={data} />}</QueryView>
    </Page>
  );
}

function MachineView({ agent }: { readonly agent: Agent }) {
  return (
    <>
      {agent.last_error && (
        <div className="note bad">
          <Icon name="error" />
          <div><p><strong>The last backup failed.</strong> {agent.last_error.message}</p><p className="request-id">{agent.last_error.code}</p></div>
        </div>
      )}
      <Figures facts={[
        { label: 'Last good backup', value: <Time at={agent.last_success} look="relative" />, note: <Time at={agent.last_success} none="" /> },
        { label: 'Next due', value: <Time at={agent.next_due} look="relative" none="–" />, note: <Time at={agent.next_due} none="not scheduled" /> },
        { label: 'Snapshots', value: count(agent.snapshots) },
        { label: 'Size', value: bytes(agent.bytes), note: 'in its last snapshot' },
        { label: 'Stored', value: bytes(agent.stored_bytes), note: 'added by this machine' },
      ]} />
      <Section title="Schedules" lead="Set on the machine itself; the server only shows them."><Schedules agent={agent} /></Section>
      <AgentSettings agent={agent.id} />
      <Section title="About this machine">
        <Facts facts={[
          { label: 'Host', value: <bdi>{agent.host}</bdi> },
          { label: 'Platform', value: agent.platform },
          { label: 'Holdfast', value: agent.version },
          { label: 'Connection', value: agent.online ? 'connected' : <>last seen <Time at={agent.last_seen} look="relative" /></> },
          { label: 'Last outcome', value: agent.last_outcome ?? '–' },
          { label: 'Registered', value: <Time at={agent.registered} /> },
          { label: 'Id', value: <code>{agent.id}</code> },
        ]} />
      </Section>
    </>
  );
}

function Schedules({ agent }: { readonly agent: Agent }) {
  const operator = useMay('operator');
  const columns: Column<Schedule>[] = [
    { key: 'name', head: 'Schedule', cell: (schedule) => <bdi>{schedule.name}</bdi> },
    { key: 'when', head: 'When', cell: (schedule) => <>{describeCron(schedule.cron) ?? ''} <code className="faint">{schedule.cron}</code></> },
    { key: 'paths', head: 'What', look: 'wide', cell: (schedule) => <span className="paths">{schedule.paths.map((path) => <FileName key={path} text={path} />)}</span> },
    { key: 'next', head: 'Next', cell: (schedule) => <Time at={schedule.next} look="relative" none="–" /> },
  ];
  if (operator) {
    columns.push({ key: 'now', head: 'Actions', look: 'actions', cell: (schedule) => <BackUpNow agent={agent} schedule={schedule.name} /> });
  }
  return agent.schedules.length === 0
    ? <Empty icon="clock" title="No schedule"><p>Backups of this machine are started by hand. <code>holdfast agent</code> takes schedules from its configuration.</p></Empty>
    : <DataTable caption="Schedules" columns={columns} rows={agent.schedules} rowKey={(schedule) => schedule.name} />;
}

function BackUpNow({ agent, schedule }: { readonly agent: Agent; readonly schedule: string | null }) {
  const api = useTenant();
  const scope = useScope();
  const tell = useTell();
  const start = useAction(async (options) => {
    const job = await api.backUpNow(agent.id, schedule, options);
    tell(<>{agent.name} is asked to back up{agent.online ? '' : ' as soon as it is connected'}.</>, { to: `${scope}/jobs/${job.id}`, text: 'Follow it' });
  });
  return (
    <span className="act">
      <Button icon="play" look={schedule === null ? 'primary' : 'plain'} busy={start.busy} onClick={() => void start.run()}>
        Back up now{schedule !== null && <span className="unseen">: {schedule}</span>}
      </Button>
      <ErrorNote error={start.error} />
    </span>
  );
}

function MachineActions({ agent }: { readonly agent: Agent }) {
  const scope = useScope();
  const operator = useMay('operator');
  const admin = useMay('admin');
  const off = useOff('operations.revoke-access');
  const [removing, setRemoving] = useState(false);
  return (
    <>
      <ButtonLink to={`${scope}/snapshots?agent=${encodeURIComponent(agent.id)}`} icon="snapshots">Snapshots</ButtonLink>
      {admin && <Button icon="trash" off={off} onClick={() => setRemoving(true)}>Remove</Button>}
      {operator && <BackUpNow agent={agent} schedule={null} />}
      {removing && <RemoveMachine agent={agent} onClose={() => setRemoving(false)} />}
    </>
  );
}

function RemoveMachine({ agent, onClose }: { readonly agent: Agent; readonly onClose: () => void }) {
  const api = useTenant();
  const scope = useScope();
  const tell = useTell();
  const remove = useAction(async (options) => {
    await api.forgetAgent(agent.id, options);
    tell(`${agent.name} is removed.`);
    navigate(`${scope}/machines`);
  });
  return (
    <Confirm title={`Remove ${agent.name}?`} act="Remove machine" flag="operations.revoke-access" action={remove} onClose={onClose}>
      <p>The tokens of <b><bdi>{agent.name}</bdi></b> are revoked: it can’t back up any more. Its {count(agent.snapshots)} snapshots stay.</p>
    </Confirm>
  );
}
