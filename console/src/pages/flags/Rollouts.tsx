import { useState } from 'react';
import type { FlagRollout, RolloutState } from '../../api/flagTypes.ts';
import { useTell } from '../../app/notices.tsx';
import { Link } from '../../app/router.tsx';
import { useMay } from '../../app/session.tsx';
import { useAction } from '../../data/useAction.ts';
import { useQuery } from '../../data/useQuery.ts';
import { Badge, type Tone } from '../../parts/Badge.tsx';
import { Button } from '../../parts/Button.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { FileName } from '../../parts/FileName.tsx';
import type { IconName } from '../../parts/Icon.tsx';
import { Section } from '../../parts/Page.tsx';
import { Bar } from '../../parts/Progress.tsx';
import { Empty, QueryView } from '../../parts/states.tsx';
import { Time } from '../../parts/Time.tsx';
import { addressOf } from './address.ts';
import type { Here } from './FlagsFrame.tsx';
import { pauseInWords } from './reasons.ts';

const STATES: Readonly<Record<RolloutState, { tone: Tone; icon: IconName; text: string }>> = {
  running: { tone: 'info', icon: 'play', text: 'Running' },
  stopped: { tone: 'bad', icon: 'error', text: 'Stopped' },
  finished: { tone: 'ok', icon: 'check', text: 'Finished' },
  cancelled: { tone: 'mute', icon: 'close', text: 'Ended' },
};

/** Roll-outs with their steps, and why they wait or stopped. */
export function Rollouts({ here }: { readonly here: Here }) {
  const rollouts = useQuery(`flags/${here.name}/rollouts`, (signal) => here.api.rollouts({ signal }));
  const may = useMay('operator');
  const [ending, setEnding] = useState<FlagRollout | null>(null);
  const columns: Column<FlagRollout>[] = [
    { key: 'flag', head: 'Flag', cell: (one) => (
      <span className="two-lines"><Link to={addressOf('flag', here.name, { key: one.flag })}><FileName text={one.flag} /></Link><small>gives <bdi>{one.variant}</bdi></small></span>
    ) },
    { key: 'state', head: 'State', cell: ({ state }) => <Badge tone={STATES[state].tone} icon={STATES[state].icon}>{STATES[state].text}</Badge> },
    { key: 'steps', head: 'Steps', cell: (one) => <Steps rollout={one} /> },
    { key: 'why', head: 'Because', look: 'wide', cell: (one) => <span className="two-lines"><bdi>{one.why}</bdi>{one.metric !== null && <small>guarded by <bdi>{one.metric}</bdi></small>}</span> },
    { key: 'author', head: 'Begun by', cell: (one) => <span className="two-lines"><bdi>{one.author}</bdi><small><bdi>{one.reason}</bdi></small></span> },
  ];
  if (may) {
    columns.push({ key: 'actions', head: 'Actions', look: 'actions', cell: (one) => one.state === 'running' ? <Button look="quiet" onClick={() => setEnding(one)}>End<span className="unseen"> the roll-out of {one.flag}</span></Button> : null });
  }
  return (
    <Section title="Roll-outs" lead="A share of all users that grows by itself, step by step. Begin one at its flag.">
      <QueryView query={rollouts}>
        {(all) => all.length === 0
          ? <Empty icon="play" title="No roll-outs yet" />
          : <DataTable caption="Roll-outs" columns={columns} rows={all} rowKey={({ id }) => id} />}
      </QueryView>
      {ending && <End here={here} rollout={ending} onClose={() => setEnding(null)} onDone={rollouts.reload} />}
    </Section>
  );
}

function Steps({ rollout: { flag, state, percent, percents, pause_seconds: pause, since } }: { readonly rollout: FlagRollout }) {
  return (
    <span className="progress">
      <Bar share={percent / 100} label={`Share of ${flag}`} tone={state === 'stopped' ? 'bad' : 'ok'} />
      <span>{percent} % since <Time at={since} look="relative" /></span>
      <span>{percents.join(', ')} %, each {pauseInWords(pause)}</span>
    </span>
  );
}

function End({ here, rollout, onClose, onDone }: { readonly here: Here; readonly rollout: FlagRollout; readonly onClose: () => void; readonly onDone: () => void }) {
  const tell = useTell();
  const end = useAction(async (options) => {
    await here.api.cancel(rollout.id, options);
    tell(<>The roll-out of <bdi>{rollout.flag}</bdi> has ended.</>);
    onDone();
    onClose();
  });
  return (
    <Confirm title={`End the roll-out of ${rollout.flag}?`} act="End roll-out" action={end} onClose={onClose}>
      <p>No further step is taken. <b><bdi>{rollout.flag}</bdi></b> stays as it is: {rollout.percent} % of all users keep <bdi>{rollout.variant}</bdi>.</p>
    </Confirm>
  );
}
