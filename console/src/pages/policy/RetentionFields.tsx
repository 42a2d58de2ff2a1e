import type { Retention } from '../../api/types.ts';
import { Field } from '../../parts/Field.tsx';
import { CronField, NumberField } from './fields.tsx';

type Counted = 'keep_last' | 'keep_hourly' | 'keep_daily' | 'keep_weekly' | 'keep_monthly' | 'keep_yearly';

const RULES: readonly { readonly key: Counted; readonly label: string }[] = [
  { key: 'keep_last', label: 'Newest' },
  { key: 'keep_hourly', label: 'Hourly' },
  { key: 'keep_daily', label: 'Daily' },
  { key: 'keep_weekly', label: 'Weekly' },
  { key: 'keep_monthly', label: 'Monthly' },
  { key: 'keep_yearly', label: 'Yearly' },
];

export function RetentionFields({ retention, onChange }: { readonly retention: Retention; readonly onChange: (retention: Retention) => void }) {
  const none = RULES.every((rule) => retention[rule.key] === null) && retention.keep_within === null;
  return (
    <>
      <div className="rules">
        {RULES.map((rule) => (
          <NumberField
            key={rule.key} label={rule.label} min={1} value={retention[rule.key]} onChange={(value) => onChange({ ...retention, [rule.key]: value })}
          />
        ))}
      </div>
      <div className="form-grid">
        <Field label="Everything within" hint="A span such as 14d or 6m: all younger snapshots stay.">
          {(props) => (
            <input
              {...props} className="mono" value={retention.keep_within ?? ''} placeholder="not used" autoComplete="off" spellCheck={false}
              onChange={(event) => onChange({ ...retention, keep_within: event.target.value === '' ? null : event.target.value })}
            />
          )}
        </Field>
        <CronField label="Retention" value={retention.schedule} onChange={(schedule) => onChange({ ...retention, schedule })} />
      </div>
      {none && <p className="hint">No rule is set: every snapshot stays until somebody forgets it.</p>}
    </>
  );
}
