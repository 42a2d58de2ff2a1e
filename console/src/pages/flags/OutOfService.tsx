import { useState } from 'react';
import type { FlagEnvironment } from '../../api/flagTypes.ts';
import { useTell } from '../../app/notices.tsx';
import { navigate } from '../../app/router.tsx';
import { useAction } from '../../data/useAction.ts';
import { counted } from '../../format/numbers.ts';
import { Button } from '../../parts/Button.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { Section } from '../../parts/Page.tsx';
import { addressOf, isKept, isProjectKept, nameOf } from './address.ts';
import { type Here, useProjects } from './FlagsFrame.tsx';

/** The way out of service, for an environment and for its whole project. What the server itself needs has none. */
export function OutOfService({ here }: { readonly here: Here }) {
  const [open, setOpen] = useState<'environment' | 'project' | null>(null);
  if (isKept(here.environment)) {
    return null;
  }
  const acts = (
    <>
      <Button onClick={() => setOpen('environment')}>Archive environment…</Button>
      {!isProjectKept(here.environment) && <Button onClick={() => setOpen('project')}>Archive project…</Button>}
    </>
  );
  return (
    <Section title="Out of service" lead="For what no program asks for any more." actions={acts}>
      <p className="hint">Archived flags are not evaluated. Versions stay: what is made again under the same name goes on from the last of them.</p>
      {open === 'environment' && <ArchiveEnvironment here={here} onClose={() => setOpen(null)} />}
      {open === 'project' && <ArchiveProject here={here} onClose={() => setOpen(null)} />}
    </Section>
  );
}

interface Props {
  readonly here: Here;
  readonly onClose: () => void;
}

function ArchiveEnvironment({ here, onClose }: Props) {
  const archive = useArchive(here, here.environment.name, here.name);
  return (
    <Confirm title={<>Archive <bdi>{here.name}</bdi>?</>} act="Archive environment" typed={here.name} action={archive} onClose={onClose}>
      <p>{lost([here.environment])}</p>
      <p>Version {here.environment.sequence} and all before it stay, and an environment that is made again under this name goes on from there.</p>
    </Confirm>
  );
}

function ArchiveProject({ here, onClose }: Props) {
  const { project } = here.environment;
  const environments = useProjects().projects.data?.find(({ name }) => name === project)?.environments ?? [here.environment];
  const archive = useArchive(here, null, `project ${project}`);
  return (
    <Confirm title={<>Archive project <bdi>{project}</bdi>?</>} act="Archive project" typed={project} action={archive} onClose={onClose}>
      <p>All environments of <b><bdi>{project}</bdi></b> are archived with it: {environments.map(nameOf).join(', ')}.</p>
      <p>{lost(environments)}</p>
      <p>All versions stay, and environments that are made again under these names go on from there.</p>
    </Confirm>
  );
}

/** What ends, as far as this page knows; the notice afterwards has it from the server. */
function lost(environments: readonly FlagEnvironment[]): string {
  const flags = environments.reduce((sum, one) => sum + one.flags, 0);
  const asked = flags === 0 ? 'No flags are served there now.' : `Programs that ask for its ${counted(flags, 'flag')} get their own defaults at once.`;
  return `${asked} Changes that wait, roll-outs and experiments end.`;
}

function useArchive(here: Here, environment: string | null, what: string) {
  const { flags } = useProjects();
  const tell = useTell();
  return useAction(async (options) => {
    const ended = await flags.archive(here.environment.project, environment, options);
    tell(`${what} is archived.${ended.length === 0 ? '' : ` It had ${ended.join(', ')}.`}`);
    navigate(addressOf('settings', ''));
    here.reload();
  });
}
