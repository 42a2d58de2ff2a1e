import { type FormEvent, useState } from 'react';
import type { ConfigurationVersion, Setting } from '../../api/configuration.ts';
import { useTell } from '../../app/notices.tsx';
import { useOff } from '../../app/ownFlags.tsx';
import { useAction } from '../../data/useAction.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Field } from '../../parts/Field.tsx';
import { ErrorNote } from '../../parts/states.tsx';
import { SwitchedOff } from '../../parts/SwitchedOff.tsx';
import { Difference } from './Compare.tsx';
import { useConfiguration } from './useConfiguration.ts';

interface Props {
  readonly to: ConfigurationVersion;
  readonly newest: number;
  readonly settings: readonly Setting[];
  readonly onClose: () => void;
  readonly onReload: () => void;
}

/** Publishes an earlier version anew, after saying what that changes. */
export function RollBack({ to, newest, settings, onClose, onReload }: Props) {
  const api = useConfiguration();
  const tell = useTell();
  const [reason, setReason] = useState('');
  const off = useOff('operations.roll-back-configuration');
  const rollBack = useAction(async (options) => {
    const made = await api.rollBack(to.sequence, reason, newest, options);
    onReload();
    tell(`Version ${to.sequence} holds again, as version ${made.sequence}.`);
    onClose();
  });
  const reload = () => {
    rollBack.clear();
    onReload();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (off === undefined) {
      void rollBack.run();
    }
  };
  return (
    <Dialog title={`Roll back to version ${to.sequence}?`} size="wide" onClose={onClose}>
      <form onSubmit={submit}>
        <p>Version {to.sequence} is published again as a new version, for every server and agent at once. It changes this:</p>
        <Difference from={newest} to={to.sequence} settings={settings} />
        <Field label="Reason">
          {(props) => <input {...props} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} required autoComplete="off" />}
        </Field>
        <SwitchedOff flag="operations.roll-back-configuration" />
        <ErrorNote error={rollBack.error} />
        {rollBack.error?.status === 412 && <Button icon="reload" onClick={reload}>Load what is there now</Button>}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="danger" busy={rollBack.busy} disabled={reason.trim() === ''} off={off}>Roll back</Button>
        </div>
      </form>
    </Dialog>
  );
}
