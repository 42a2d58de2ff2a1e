import { useState } from 'react';
import type { Experiment } from '../../api/experiments.ts';
import { useTell } from '../../app/notices.tsx';
import { useAction } from '../../data/useAction.ts';
import { Button } from '../../parts/Button.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { useExperiments } from './useExperiments.ts';

interface Props {
  readonly experiment: Experiment;
  readonly onDone: () => void;
}

export function StartOrStop({ experiment, onDone }: Props) {
  const [asking, setAsking] = useState<'start' | 'stop' | null>(null);
  return (
    <>
      {experiment.state === 'draft'
        ? <Button look="primary" icon="play" onClick={() => setAsking('start')}>Start</Button>
        : <Button icon="close" onClick={() => setAsking('stop')}>Stop</Button>}
      {asking && <Ask experiment={experiment} act={asking} onClose={() => setAsking(null)} onDone={onDone} />}
    </>
  );
}

function Ask({ experiment, act, onClose, onDone }: Props & { readonly act: 'start' | 'stop'; readonly onClose: () => void }) {
  const api = useExperiments();
  const tell = useTell();
  const { name, flag, primary } = experiment.experiment;
  const run = useAction(async (options) => {
    await api.act(experiment, name, act, options);
    onDone();
    tell(act === 'start' ? `${name} is running.` : `${name} is stopped.`);
    onClose();
  });
  return act === 'start' ? (
    <Confirm title={`Start ${name}?`} act="Start experiment" look="primary" action={run} onClose={onClose}>
      <p>Whoever meets a variant of <code>{flag}</code> from now on takes part. What decides stays <b>{primary.name}</b>; a running experiment can only be stopped.</p>
    </Confirm>
  ) : (
    <Confirm title={`Stop ${name}?`} act="Stop experiment" action={run} onClose={onClose}>
      <p>Nobody new takes part; those who do still count until their window ends. <b>{name}</b> can’t be started again.</p>
    </Confirm>
  );
}
