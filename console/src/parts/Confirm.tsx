import { type FormEvent, type ReactNode, useState } from 'react';
import type { OwnFlag } from '../api/ownFlags.ts';
import { useOff } from '../app/ownFlags.tsx';
import type { Action } from '../data/useAction.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { Field } from './Field.tsx';
import { ErrorNote } from './states.tsx';
import { SwitchedOff } from './SwitchedOff.tsx';

interface ConfirmProps {
  readonly title: ReactNode;
  /** What the act does to which object, and whether it can be undone. */
  readonly children: ReactNode;
  readonly act: string;
  readonly action: Action<readonly []>;
  readonly onClose: () => void;
  readonly look?: 'danger' | 'primary';
  /** A word to be typed before the act is possible; for what takes much away. */
  readonly typed?: string;
  /** The flag by which the act can be switched off. */
  readonly flag?: OwnFlag | undefined;
}

export function Confirm({ title, children, act, action, onClose, look = 'danger', typed, flag }: ConfirmProps) {
  const off = useOff(flag);
  const [text, setText] = useState('');
  const ready = typed === undefined || text === typed;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && off === undefined) {
      void action.run();
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit}>
        <div className="prose">{children}</div>
        {typed !== undefined && (
          <Field label={`Type ${typed} to confirm`}>
            {(props) => <input {...props} value={text} onChange={(event) => setText(event.target.value)} autoComplete="off" spellCheck={false} />}
          </Field>
        )}
        <SwitchedOff flag={flag} />
        <ErrorNote error={action.error} />
        <div className="dialog-foot">
          <Button onClick={onClose} autoFocus={typed === undefined}>Cancel</Button>
          <Button type="submit" look={look} busy={action.busy} disabled={!ready} off={off}>{act}</Button>
        </div>
      </form>
    </Dialog>
  );
}
