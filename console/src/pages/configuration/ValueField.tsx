import type { Setting } from '../../api/configuration.ts';
import { boundsOf } from '../../format/setting.ts';
import { Field } from '../../parts/Field.tsx';

interface Props {
  readonly label: string;
  readonly setting: Setting;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A control for the type of a setting, with its unit and its bounds. */
export function ValueField({ label, setting, value, error, onChange }: Props) {
  const bounds = boundsOf(setting);
  const choices = setting.type === 'boolean' ? ['true', 'false'] : setting.choices;
  const unit = setting.type === 'integer' ? bounds?.unit ?? '' : '';
  return (
    <Field label={unit === '' ? label : `${label} (${unit})`} hint={hintOf(setting)} error={error ?? null}>
      {(props) => {
        if (choices.length > 0) {
          return <select {...props} value={value} onChange={(event) => onChange(event.target.value)}>{choices.map((choice) => <option key={choice}>{choice}</option>)}</select>;
        }
        return setting.type === 'integer'
          ? <input {...props} type="number" inputMode="numeric" step={1} min={bounds?.from} max={bounds?.to} value={value} onChange={(event) => onChange(event.target.value)} />
          : <input {...props} className="mono" value={value} onChange={(event) => onChange(event.target.value)} autoComplete="off" autoCapitalize="none" spellCheck={false} />;
      }}
    </Field>
  );
}

function hintOf({ type, bounds }: Setting): string {
  switch (type) {
    case 'bytes':
      return `${bounds}; K, M, G and T are multiples of 1024`;
    case 'duration':
      return `${bounds}; such as 500ms, 90s or 1min30s`;
    case 'list':
      return `Separated by commas; ${bounds}`;
    default:
      return bounds;
  }
}
