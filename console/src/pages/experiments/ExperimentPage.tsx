import type { ExperimentResults, Place } from '../../api/experiments.ts';
import { urlOf } from '../../api/http.ts';
import { usePlace } from '../../app/router.tsx';
import { useQuery } from '../../data/useQuery.ts';
import { count, counted } from '../../format/numbers.ts';
import { Badge } from '../../parts/Badge.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Facts, Figures, Page, Section } from '../../parts/Page.tsx';
import { QueryView } from '../../parts/states.tsx';
import { Time } from '../../parts/Time.tsx';
import { MetricView } from './MetricView.tsx';
import { StartOrStop } from './StartOrStop.tsx';
import { STATES, windowText } from './words.ts';
import { useExperiments, useMayRun } from './useExperiments.ts';

export function ExperimentPage() {
  const api = useExperiments();
  const may = useMayRun();
  const { query } = usePlace();
  const place: Place = { project: query.get('project') ?? '', environment: query.get('environment') ?? '' };
  const name = query.get('name') ?? '';
  const where = `${place.project}/${place.environment}`;
  const results = useQuery(`experiments/results/${where}/${name}`, (signal) => api.results(place, name, { signal }));
  const state = results.data?.experiment.state;
  return (
    <Page
      title={name} heading={<span className="heading-row"><bdi>{name}</bdi>{state && <Badge tone={STATES[state].tone}>{STATES[state].text}</Badge>}</span>}
      lead={<>In <b><bdi>{where}</bdi></b></>} back={{ to: urlOf('/server/experiments', { in: where }), text: 'Experiments' }}
      actions={may && results.data && state !== 'stopped' ? <StartOrStop experiment={results.data.experiment} onDone={results.reload} /> : undefined}
    >
      <QueryView query={results}>{(data) => <Results of={data} />}</QueryView>
    </Page>
  );
}

function Results({ of: { experiment, results, late_events: late, dropped_events: dropped } }: { readonly of: ExperimentResults }) {
  const plan = experiment.experiment;
  return (
    <>
      {results.division.mismatch && (
        <div className="note bad mismatch" role="alert">
          <Icon name="warning" />
          <div>
            <p><strong>Do not trust these results.</strong></p>
            <p>
              Units are not divided among the variants as planned; by chance that happens in less than one of 200 experiments. Look for a redirect that loses
              people, a variant that crashes before it reports, or robots.
            </p>
          </div>
        </div>
      )}
      {dropped > 0 && <div className="note warn"><Icon name="warning" /><p>{counted(dropped, 'event')} found no room and count for nothing.</p></div>}
      <Figures facts={results.variants.map(({ variant, assigned, apart }) => (
        { label: variant, value: count(assigned), note: apart === 0 ? 'units' : `units; ${count(apart)} met another variant and are set apart` }
      ))} />
      <p className="note info">
        <Icon name="shield" />
        <span>
          Look as often as you like and stop when you have seen enough: each interval is one of a sequence that holds at all times together, so looking early does
          not make it wrong more often.
        </span>
      </p>
      {results.metrics.map((metric) => <MetricView key={metric.part + metric.metric} metric={metric} plan={plan} />)}
      <Section title="Plan">
        <Facts facts={[
          { label: 'Flag', value: <code>{plan.flag}</code> },
          { label: 'Variants', value: plan.variants.map(({ name, weight }, at) => `${name}${at === 0 ? ' (control)' : ''}${weight === null ? '' : `, weight ${weight}`}`).join('; ') },
          { label: 'Unit', value: <code>{plan.unit ?? 'targetingKey'}</code> },
          { label: 'Assignment', value: plan.assignment === 'sticky' ? 'a unit keeps its first variant' : 'by the rules of the flag' },
          { label: 'Window', value: `${windowText(plan.window_minutes ?? 1440)} after a unit’s first exposure` },
          { label: 'Planned units', value: count(plan.planned_units ?? 10_000) },
          { label: 'Planned', value: <Time at={experiment.created} /> },
          { label: 'Started', value: <Time at={experiment.started} none="not yet" /> },
          { label: 'Stopped', value: <Time at={experiment.stopped} none="not yet" /> },
          { label: 'Late events', value: late === 0 ? 'none' : `${count(late)}, which count for nothing` },
        ]} />
      </Section>
    </>
  );
}
