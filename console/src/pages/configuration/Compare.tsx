import { useState } from 'react';
import type { Setting } from '../../api/configuration.ts';
import { useQuery } from '../../data/useQuery.ts';
import { Field } from '../../parts/Field.tsx';
import { Section } from '../../parts/Page.tsx';
import { QueryView, Skeleton } from '../../parts/states.tsx';
import { Changes } from './Changes.tsx';
import { useConfiguration } from './useConfiguration.ts';

/** What is different between two versions. */
export function Compare({ newest, settings }: { readonly newest: number; readonly settings: readonly Setting[] }) {
  const [from, setFrom] = useState(String(Math.max(0, newest - 1)));
  const [to, setTo] = useState(String(newest));
  const known = [from, to].every((text) => /^\d+$/.test(text) && Number(text) <= newest);
  return (
    <Section title="Compare versions" lead="Version 0 is what held before anything was published: all defaults.">
      <div className="form-grid">
        {([['From version', from, setFrom], ['To version', to, setTo]] as const).map(([label, value, change]) => (
          <Field key={label} label={label}>
            {(props) => <input {...props} type="number" inputMode="numeric" min={0} max={newest} value={value} onChange={(event) => change(event.target.value)} />}
          </Field>
        ))}
      </div>
      {known ? <Difference from={Number(from)} to={Number(to)} settings={settings} /> : <p className="hint">Versions are numbers from 0 to {newest}.</p>}
    </Section>
  );
}

export function Difference({ from, to, settings }: { readonly from: number; readonly to: number; readonly settings: readonly Setting[] }) {
  const api = useConfiguration();
  const difference = useQuery(`configuration/diff/${from}/${to}`, (signal) => api.difference(from, to, { signal }));
  return <QueryView query={difference} skeleton={<Skeleton rows={2} />}>{(changes) => <Changes changes={changes} settings={settings} />}</QueryView>;
}
