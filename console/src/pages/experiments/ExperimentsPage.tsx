import type { Experiment, Place } from '../../api/experiments.ts';
import { Link, navigate, usePlace, withQuery } from '../../app/router.tsx';
import { urlOf } from '../../api/http.ts';
import { useQuery } from '../../data/useQuery.ts';
import { Badge } from '../../parts/Badge.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Page } from '../../parts/Page.tsx';
import { Empty, QueryView } from '../../parts/states.tsx';
import { Time } from '../../parts/Time.tsx';
import { STATES } from './words.ts';
import { useExperiments } from './useExperiments.ts';

const textOf = ({ project, environment }: Place) => `${project}/${environment}`;

export function ExperimentsPage() {
  const api = useExperiments();
  const here = usePlace();
  const places = useQuery('experiments/places', (signal) => api.places({ signal }));
  return (
    <Page title="Experiments" lead="What the variants of feature flags do to what matters, in one environment at a time.">
      <QueryView query={places}>
        {(all) => {
          const place = all.find((one) => textOf(one) === here.query.get('in')) ?? all[0];
          return place === undefined
            ? <Empty icon="experiments" title="No environments yet"><p>Experiments compare the variants of feature flags, which live in environments of projects.</p></Empty>
            : (
              <>
                <div className="filters">
                  <label className="select-label"><span>Environment</span>
                    <select value={textOf(place)} onChange={(event) => navigate(withQuery(here, { in: event.target.value }))}>
                      {all.map((one) => <option key={textOf(one)}>{textOf(one)}</option>)}
                    </select>
                  </label>
                </div>
                <ExperimentList key={textOf(place)} place={place} />
              </>
            );
        }}
      </QueryView>
    </Page>
  );
}

const COLUMNS: readonly Column<Experiment>[] = [
  { key: 'name', head: 'Experiment', cell: ({ project, environment, experiment }) => (
    <Link to={urlOf('/server/experiments/results', { project, environment, name: experiment.name })}>{experiment.name}</Link>
  ) },
  { key: 'state', head: 'State', cell: ({ state }) => <Badge tone={STATES[state].tone}>{STATES[state].text}</Badge> },
  { key: 'flag', head: 'Flag', cell: ({ experiment }) => <code>{experiment.flag}</code> },
  { key: 'variants', head: 'Variants', cell: ({ experiment }) => experiment.variants.map(({ name }) => name).join(', ') },
  { key: 'primary', head: 'Decides', cell: ({ experiment }) => experiment.primary.name },
  { key: 'started', head: 'Started', cell: ({ started }) => <Time at={started} look="relative" none="not yet" /> },
  { key: 'stopped', head: 'Stopped', cell: ({ stopped }) => <Time at={stopped} look="relative" none="–" /> },
];

function ExperimentList({ place }: { readonly place: Place }) {
  const api = useExperiments();
  const experiments = useQuery(`experiments/in/${textOf(place)}`, (signal) => api.list(place, { signal }));
  return (
    <QueryView query={experiments}>
      {(list) => list.length === 0
        ? <Empty icon="experiments" title="No experiments here"><p>One is planned over the API, with its flag, its variants and the metric that decides.</p></Empty>
        : <div className="section"><DataTable caption="Experiments" columns={COLUMNS} rows={list} rowKey={({ experiment }) => experiment.name} /></div>}
    </QueryView>
  );
}
