import { type FormEvent, type ReactNode, useState } from 'react';
import type { Action } from '../../data/useAction.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Field } from '../../parts/Field.tsx';
import { ErrorNote } from '../../parts/states.tsx';

interface Props {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly act: string;
  readonly action: Action<readonly [reason: string]>;
  readonly onClose: () => void;
  readonly look?: 'danger' | 'primary';
  readonly size?: 'normal' | 'wide';
  readonly ready?: boolean;
}

const LONGEST_REASON = 500;

/** Asks before a change, and why it is made: the reason stays in the history. */
export function ReasonDialog({ title, children, act, action, onClose, look = 'primary', size = 'normal', ready = true }: Props) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) {
      void action.run(reason.trim());
    }
  };
  return (
    <Dialog title={title} onClose={onClose} size={size}>
      <form onSubmit={submit}>
        {children}
        <ReasonField value={reason} onChange={setReason} />
        <ErrorNote error={action.error} />
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look={look} busy={action.busy} disabled={!ready}>{act}</Button>
        </div>
      </form>
    </Dialog>
  );
}

export function ReasonField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  return (
    <Field label="Reason" hint="Why, in one sentence. It stays in the history.">
      {(props) => <input {...props} value={value} onChange={(event) => onChange(event.target.value)} required maxLength={LONGEST_REASON} pattern=".*\S.*" autoComplete="off" />}
    </Field>
  );
}
