import { useState } from 'react';
import type { FlagChange, FlagChangeState } from '../../api/flagTypes.ts';
import { useTell } from '../../app/notices.tsx';
import { useMay, useSession } from '../../app/session.tsx';
import { useAction } from '../../data/useAction.ts';
import { useQuery } from '../../data/useQuery.ts';
import { Badge, type Tone } from '../../parts/Badge.tsx';
import { Button } from '../../parts/Button.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import type { IconName } from '../../parts/Icon.tsx';
import { Section } from '../../parts/Page.tsx';
import { Empty, QueryView } from '../../parts/states.tsx';
import { Time } from '../../parts/Time.tsx';
import { describeChange } from './describe.ts';
import { FlagsFrame, type Here } from './FlagsFrame.tsx';
import { Rollouts } from './Rollouts.tsx';

type Decision = 'approve' | 'reject' | 'withdraw';
interface Deciding {
  readonly change: FlagChange;
  readonly decision: Decision;
}

export function FlagChangesPage() {
  return (
    <FlagsFrame part="changes" title="Changes and roll-outs of flags" lead="What waits for another person or its time, what goes on by steps, and what became of it.">
      {(here) => <Changes key={here.name} here={here} />}
    </FlagsFrame>
  );
}

function Changes({ here }: { readonly here: Here }) {
  const changes = useQuery(`flags/${here.name}/changes`, (signal) => here.api.changes({ signal }));
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const done = () => {
    changes.reload();
    here.reload();
  };
  return (
    <>
      <QueryView query={changes}>
        {(all) => {
          const open = all.filter(({ state }) => state === 'pending' || state === 'scheduled');
          const earlier = all.filter((change) => !open.includes(change));
          return (
            <>
              <Section title="Waiting" lead={here.environment.approval === 'four_eyes' ? 'Each needs another person than the one who asked, who was known before it was asked for.' : 'Changes are published at once here, unless a time is named.'}>
                {open.length === 0
                  ? <Empty icon="clock" title="Nothing waits" />
                  : <ul className="approvals">{open.map((change) => <Waiting key={change.id} change={change} onDecide={(decision) => setDeciding({ change, decision })} />)}</ul>}
              </Section>
              <Rollouts here={here} />
              {earlier.length > 0 && <Section title="Earlier changes"><DataTable caption="Earlier changes" columns={EARLIER} rows={earlier} rowKey={({ id }) => id} /></Section>}
            </>
          );
        }}
      </QueryView>
      {deciding && <Decide here={here} {...deciding} onClose={() => setDeciding(null)} onDone={done} />}
    </>
  );
}

function Waiting({ change, onDecide }: { readonly change: FlagChange; readonly onDecide: (decision: Decision) => void }) {
  const may = useMay('operator');
  const own = useSession().name === change.author;
  return (
    <li>
      <div>
        <p><strong>{describeChange(change)}</strong></p>
        <p>“<bdi>{change.reason}</bdi>”</p>
        <p className="hint">
          Asked for by <bdi>{change.author}</bdi>, <Time at={change.asked} look="relative" />, on top of version {change.base}.
          {change.due !== null && <> To be published at <Time at={change.due} />.</>}
          {change.state === 'pending' ? ' It waits for another person.' : ' It waits for its time.'}
        </p>
      </div>
      {may && (
        <div className="section-actions">
          {own
            ? <Button onClick={() => onDecide('withdraw')}>Withdraw<span className="unseen">: {describeChange(change)}</span></Button>
            : <Button onClick={() => onDecide('reject')}>Reject<span className="unseen">: {describeChange(change)}</span></Button>}
          {change.state === 'pending' && !own && <Button look="primary" onClick={() => onDecide('approve')}>Approve<span className="unseen">: {describeChange(change)}</span></Button>}
        </div>
      )}
    </li>
  );
}

const WORDS: Readonly<Record<Decision, { title: string; act: string; done: string }>> = {
  approve: { title: 'Approve this change?', act: 'Approve', done: 'Approved' },
  reject: { title: 'Reject this change?', act: 'Reject', done: 'Rejected.' },
  withdraw: { title: 'Withdraw this change?', act: 'Withdraw', done: 'Withdrawn.' },
};

function Decide({ here, change, decision, onClose, onDone }: Deciding & { readonly here: Here; readonly onClose: () => void; readonly onDone: () => void }) {
  const tell = useTell();
  const decide = useAction(async (options) => {
    const now = await here.api.decide(change.id, decision, options);
    tell(decision === 'approve' ? `Approved: ${outcomeOf(now)}` : WORDS[decision].done);
    onDone();
    onClose();
  });
  return (
    <Confirm title={WORDS[decision].title} act={WORDS[decision].act} look={decision === 'approve' ? 'primary' : 'danger'} action={decide} onClose={onClose}>
      <p>{describeChange(change)}, asked for by <bdi>{change.author}</bdi>: “<bdi>{change.reason}</bdi>”.</p>
      {change.edits.length > 0 && <details><summary>Exactly</summary><pre className="flag-text" tabIndex={0} role="region" aria-label="The change as JSON">{JSON.stringify(change.edits, null, 2)}</pre></details>}
    </Confirm>
  );
}

function outcomeOf({ state, sequence, outcome }: FlagChange): string {
  return state === 'applied' && sequence !== null ? `published as version ${sequence}.` : state === 'scheduled' ? 'it waits for its time.' : outcome;
}

const STATES: Readonly<Record<FlagChangeState, { tone: Tone; icon: IconName; text: string }>> = {
  pending: { tone: 'warn', icon: 'users', text: 'Waits' },
  scheduled: { tone: 'info', icon: 'clock', text: 'Scheduled' },
  applied: { tone: 'ok', icon: 'check', text: 'Published' },
  rejected: { tone: 'mute', icon: 'close', text: 'Rejected' },
  withdrawn: { tone: 'mute', icon: 'close', text: 'Withdrawn' },
  failed: { tone: 'bad', icon: 'error', text: 'Failed' },
};

const EARLIER: readonly Column<FlagChange>[] = [
  { key: 'what', head: 'Change', look: 'wide', cell: (change) => <span className="two-lines"><bdi>{describeChange(change)}</bdi><small><bdi>{change.reason}</bdi></small></span> },
  { key: 'state', head: 'Outcome', cell: ({ state, outcome }) => <span className="two-lines"><Badge tone={STATES[state].tone} icon={STATES[state].icon}>{STATES[state].text}</Badge>{outcome !== '' && <small>{outcome}</small>}</span> },
  { key: 'version', head: 'Version', look: 'number', cell: ({ sequence }) => sequence === null ? <span className="faint">none</span> : String(sequence) },
  { key: 'author', head: 'Asked for by', cell: ({ author, asked }) => <span className="two-lines"><bdi>{author}</bdi><small><Time at={asked} look="relative" /></small></span> },
  { key: 'decider', head: 'Decided by', cell: ({ decider }) => decider === null ? <span className="faint">nobody</span> : <bdi>{decider}</bdi> },
];
