import { type FormEvent, useState } from 'react';
import type { Place } from '../../app/router.tsx';
import { useQuery } from '../../data/useQuery.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { Section } from '../../parts/Page.tsx';
import { QueryView, Skeleton } from '../../parts/states.tsx';
import { Differences } from './Differences.tsx';
import type { Here } from './FlagsFrame.tsx';

interface Props {
  readonly here: Here;
  readonly place: Place;
  readonly flag: string | null;
  readonly newest: number;
  readonly onCompare: (from: number, to: number) => void;
}

/** Any two versions side by side; 0 is the time before the first. */
export function Compare({ here, place, flag, newest, onCompare }: Props) {
  const asked = [numberOf(place.query.get('from')), numberOf(place.query.get('to'))] as const;
  const [from, setFrom] = useState(String(asked[0] ?? Math.max(0, newest - 1)));
  const [to, setTo] = useState(String(asked[1] ?? newest));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCompare(Number(from), Number(to));
  };
  const field = (label: string, value: string, onChange: (value: string) => void) => (
    <Field label={label}>
      {(props) => <input {...props} type="number" inputMode="numeric" min={0} max={newest} step={1} required value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
  return (
    <Section title="Compare two versions">
      <form className="compare-form" onSubmit={submit}>
        {field('From version', from, setFrom)}
        {field('To version', to, setTo)}
        <Button type="submit" icon="diff">Compare</Button>
      </form>
      {asked[0] !== null && asked[1] !== null && <Shown here={here} flag={flag} from={asked[0]} to={asked[1]} />}
    </Section>
  );
}

function Shown({ here, flag, from, to }: { readonly here: Here; readonly flag: string | null; readonly from: number; readonly to: number }) {
  const diff = useQuery(`flags/${here.name}/diff/${from}/${to}`, (signal) => here.api.diff(from, to, { signal }));
  return (
    <div role="region" aria-label={`From version ${from} to ${to}`}>
      <QueryView query={diff} skeleton={<Skeleton rows={2} />}>
        {(all) => <Differences differences={flag === null ? all : all.filter((one) => one.part === 'flags' && one.name === flag)} />}
      </QueryView>
    </div>
  );
}

function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
