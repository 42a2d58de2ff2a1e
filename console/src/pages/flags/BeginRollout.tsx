import { useState } from 'react';
import type { FlagDefinition } from '../../api/flagTypes.ts';
import { Field } from '../../parts/Field.tsx';
import type { Here } from './FlagsFrame.tsx';
import { ReasonDialog } from './ReasonForm.tsx';
import { percentsOf } from './reasons.ts';
import { useFlagChange } from './useFlagChange.ts';

interface Props {
  readonly here: Here;
  readonly name: string;
  readonly flag: FlagDefinition;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const HOUR = 3600;

/** Has the server give a variant to more and more users. */
export function BeginRollout({ here, name, flag, onClose, onDone }: Props) {
  const variants = Object.keys(flag.variants ?? {});
  const [otherwise, setOtherwise] = useState(flag.defaultVariant ?? variants[0] ?? '');
  const [variant, setVariant] = useState(variants.find((one) => one !== otherwise) ?? '');
  const [steps, setSteps] = useState('1, 5, 25, 50, 100');
  const [hours, setHours] = useState('24');
  const [metric, setMetric] = useState('');
  const percents = percentsOf(steps);
  const begin = useFlagChange(here, (options, reason) => here.api.begin({
    flag: name, variant, otherwise, percents: percents ?? [], pause_seconds: Math.round(Number(hours) * HOUR), ...(metric === '' ? {} : { metric }), reason,
  }, options), () => {
    onDone();
    onClose();
  });
  const choose = (label: string, value: string, onChange: (value: string) => void) => (
    <Field label={label}>
      {(props) => <select {...props} value={value} onChange={(event) => onChange(event.target.value)}>{variants.map((one) => <option key={one}>{one}</option>)}</select>}
    </Field>
  );
  return (
    <ReasonDialog title={<>Roll <bdi>{name}</bdi> out in {here.name}</>} act="Begin" action={begin} onClose={onClose} ready={percents !== null && variant !== otherwise && Number(hours) > 0}>
      <p className="hint">The flag’s rule is replaced by a share of all users that grows by itself. Whoever has the variant keeps it.</p>
      {choose('More and more users get', variant, setVariant)}
      {choose('The others get', otherwise, setOtherwise)}
      <Field label="Steps in per cent" error={percents === null ? 'Whole numbers from 1 to 100 that rise, with commas between.' : null}>
        {(props) => <input {...props} value={steps} onChange={(event) => setSteps(event.target.value)} inputMode="numeric" autoComplete="off" />}
      </Field>
      <Field label="Each lasts (hours)">
        {(props) => <input {...props} type="number" min="0.1" step="any" value={hours} onChange={(event) => setHours(event.target.value)} />}
      </Field>
      <Field label="Guard metric" hint="A step is taken only while it holds; a broken one takes the flag back. Empty: none.">
        {(props) => <input {...props} value={metric} onChange={(event) => setMetric(event.target.value)} maxLength={100} autoComplete="off" spellCheck={false} />}
      </Field>
    </ReasonDialog>
  );
}
