import { type FormEvent, useState } from 'react';
import type { Agent, Snapshot } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { useOff } from '../../app/ownFlags.tsx';
import { useScope, useTenant } from '../../app/tenant.tsx';
import { useAction } from '../../data/useAction.ts';
import { useQuery } from '../../data/useQuery.ts';
import { counted } from '../../format/numbers.ts';
import { piecesOfPath } from '../../format/path.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Choice, Field } from '../../parts/Field.tsx';
import { Pieces } from '../../parts/FileName.tsx';
import { Empty, ErrorNote, QueryView, Skeleton } from '../../parts/states.tsx';
import { SwitchedOff } from '../../parts/SwitchedOff.tsx';
import { Time } from '../../parts/Time.tsx';

interface Props {
  readonly snapshot: Snapshot;
  readonly paths: readonly string[];
  readonly onClose: () => void;
}

const MOST_NAMED = 5;

/** Orders a machine's agent to restore paths of a snapshot into a directory of that machine. */
export function RestoreDialog({ snapshot, paths, onClose }: Props) {
  const api = useTenant();
  const agents = useQuery(`${api.tenant}/agents`, (signal) => api.agents({ signal }));
  return (
    <Dialog title="Restore to a machine" onClose={onClose} size="wide">
      <p>From snapshot <code>{snapshot.short_id}</code> of <bdi>{snapshot.host}</bdi>, <Time at={snapshot.time} />:</p>
      <ul className="path-list">
        {paths.slice(0, MOST_NAMED).map((path) => <li key={path}><Pieces of={piecesOfPath(path)} /></li>)}
        {paths.length > MOST_NAMED && <li className="faint">and {counted(paths.length - MOST_NAMED, 'other')}</li>}
      </ul>
      <QueryView query={agents} skeleton={<Skeleton rows={3} />}>
        {(list) => list.length === 0
          ? <Empty icon="machines" title="No machine to restore to"><p>Machines appear here when <code>holdfast agent</code> runs on them. Files can be downloaded without.</p></Empty>
          : <Order snapshot={snapshot} paths={paths} agents={list} onClose={onClose} />}
      </QueryView>
    </Dialog>
  );
}

function Order({ snapshot, paths, agents, onClose }: Props & { readonly agents: readonly Agent[] }) {
  const api = useTenant();
  const scope = useScope();
  const tell = useTell();
  const own = agents.find((agent) => agent.id === snapshot.agent?.id) ?? agents.find((agent) => agent.host === snapshot.host) ?? agents[0];
  const [agent, setAgent] = useState(own?.id ?? '');
  const [target, setTarget] = useState('');
  const [existing, setExisting] = useState<'keep' | 'replace'>('keep');
  const chosen = agents.find((one) => one.id === agent);
  const off = useOff('operations.restore-to-machines');
  const restore = useAction(async (options) => {
    const job = await api.restore({ agent, snapshot: snapshot.id, paths_base64: paths, target, existing }, options);
    tell(<>Restoring to <bdi>{chosen?.name}</bdi>.</>, { to: `${scope}/jobs/${job.id}`, text: 'Follow it' });
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (off === undefined) {
      void restore.run();
    }
  };
  return (
    <form onSubmit={submit}>
      <Field label="Machine" hint={chosen && !chosen.online ? 'It is not connected now; the restore starts when it is.' : undefined}>
        {(props) => (
          <select {...props} value={agent} onChange={(event) => setAgent(event.target.value)}>
            {agents.map((one) => <option key={one.id} value={one.id}>{one.name}{one.online ? '' : ' (not connected)'}</option>)}
          </select>
        )}
      </Field>
      <Field label="Directory on that machine" hint="From the root on, such as /tmp/restored. It is made when it isn’t there.">
        {(props) => (
          <input
            {...props} value={target} onChange={(event) => setTarget(event.target.value)} required pattern="/.*" title="a path that begins with /"
            autoComplete="off" spellCheck={false} autoCapitalize="none"
          />
        )}
      </Field>
      <Choice
        legend="Files that are there already" value={existing} onChange={setExisting}
        options={[
          { value: 'keep', label: 'Keep them', hint: 'Only what is missing is restored.' },
          { value: 'replace', label: 'Replace them', hint: 'What is there under the same names is lost.' },
        ]}
      />
      <SwitchedOff flag="operations.restore-to-machines" />
      <ErrorNote error={restore.error} />
      <div className="dialog-foot">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look={existing === 'replace' ? 'danger' : 'primary'} icon="restore" busy={restore.busy} off={off}>
          {existing === 'replace' ? 'Restore and replace' : 'Restore'}
        </Button>
      </div>
    </form>
  );
}
