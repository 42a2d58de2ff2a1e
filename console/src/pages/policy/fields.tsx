import { describeCron } from '../../format/cron.ts';
import { Field } from '../../parts/Field.tsx';

interface NumberProps {
  readonly label: string;
  readonly unit?: string;
  readonly hint?: string;
  readonly min: number;
  readonly max?: number;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

export function NumberField({ label, unit, hint, min, max, value, onChange }: NumberProps) {
  return (
    <Field label={unit ? `${label} (${unit})` : label} hint={hint}>
      {(props) => (
        <input
          {...props} type="number" inputMode="numeric" min={min} max={max} step={1} value={value ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
        />
      )}
    </Field>
  );
}

interface CronProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** A schedule as five cron fields, said in words below when it is a usual one. */
export function CronField({ label, value, onChange }: CronProps) {
  const words = value === null ? 'Only when somebody starts it.' : describeCron(value) ?? 'minute, hour, day, month, weekday';
  return (
    <Field label={`${label} schedule`} hint={words.charAt(0).toUpperCase() + words.slice(1)}>
      {(props) => (
        <input
          {...props} className="mono" value={value ?? ''} placeholder="never" autoComplete="off" spellCheck={false}
          onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        />
      )}
    </Field>
  );
}
