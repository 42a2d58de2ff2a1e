import { type ReactNode, useMemo } from 'react';
import { type EnvironmentFlags, FlagsApi } from '../../api/flags.ts';
import type { FlagEnvironment } from '../../api/flagTypes.ts';
import { Link, navigate, usePlace } from '../../app/router.tsx';
import { useServer } from '../../app/session.tsx';
import { type Query, useQuery } from '../../data/useQuery.ts';
import { Page } from '../../parts/Page.tsx';
import { Empty, QueryView } from '../../parts/states.tsx';
import { addressOf, chosen, nameOf, type Part, PARTS } from './address.ts';

/** The environment that a page is about. */
export interface Here {
  readonly environment: FlagEnvironment;
  readonly api: EnvironmentFlags;
  /** `project/environment`, which also begins the keys of everything asked about it. */
  readonly name: string;
  /** Asks anew which version is served, after a change. */
  readonly reload: () => void;
}

interface Props {
  readonly part: Part;
  readonly title: string;
  readonly heading?: ReactNode;
  readonly lead: ReactNode;
  readonly back?: (name: string) => { readonly to: string; readonly text: string };
  readonly children: (here: Here) => ReactNode;
}

/** What all pages about flags share: which environment they are about, and the way from one to the others. */
export function FlagsFrame({ part, title, heading, lead, back, children }: Props) {
  const { query } = usePlace();
  const { flags, projects } = useProjects();
  const environments = projects.data?.flatMap((project) => project.environments) ?? [];
  const environment = chosen(environments, query.get('in'));
  const name = environment ? nameOf(environment) : query.get('in') ?? '';
  return (
    <Page title={title} heading={heading} lead={lead} {...(back ? { back: back(name) } : {})}>
      <QueryView query={projects}>
        {() => environment === null
          ? <Empty icon="flags" title={query.get('in') === null ? 'No environments yet' : 'There is no such environment'}><p>An administrator makes them under Settings.</p></Empty>
          : (
            <>
              <div className="flags-bar">
                <Environments part={part} all={environments} name={name} />
                <Parts part={part} name={name} />
              </div>
              {children({ environment, name, api: flags.of(environment.project, environment.name), reload: projects.reload })}
            </>
          )}
      </QueryView>
    </Page>
  );
}

/** The projects with their environments, shared by all pages about flags. */
export function useProjects(): { flags: FlagsApi; projects: Query<Awaited<ReturnType<FlagsApi['projects']>>> } {
  const { http } = useServer();
  const flags = useMemo(() => new FlagsApi(http), [http]);
  return { flags, projects: useQuery('flags/projects', (signal) => flags.projects({ signal })) };
}

function Environments({ part, all, name }: { readonly part: Part; readonly all: readonly FlagEnvironment[]; readonly name: string }) {
  return (
    <label className="select-label">
      <span>Environment</span>
      <select value={name} onChange={(event) => navigate(addressOf(part === 'flag' ? 'flags' : part, event.target.value))}>
        {all.map(nameOf).map((one) => <option key={one} value={one}>{one}</option>)}
      </select>
    </label>
  );
}

function Parts({ part, name }: { readonly part: Part; readonly name: string }) {
  return (
    <nav className="parts" aria-label="Flags">
      <ul>
        {PARTS.map(({ part: to, text }) => <li key={to}><Link to={addressOf(to, name)} aria-current={to === part ? 'page' : undefined}>{text}</Link></li>)}
      </ul>
    </nav>
  );
}
