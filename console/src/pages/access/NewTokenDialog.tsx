import { type FormEvent, useState } from 'react';
import type { NewToken, Role } from '../../api/types.ts';
import { useAccess, useScope } from '../../app/tenant.tsx';
import { useAction } from '../../data/useAction.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Choice, Field } from '../../parts/Field.tsx';
import { ErrorNote } from '../../parts/states.tsx';
import { ROLES } from './roles.ts';

const LIVES = [
  { days: 30, text: '30 days' }, { days: 90, text: '90 days' }, { days: 365, text: 'A year' }, { days: 0, text: 'No end' },
] as const;

export function NewTokenDialog({ onClose, onMade }: { readonly onClose: () => void; readonly onMade: (token: NewToken) => void }) {
  const access = useAccess();
  const server = useScope() === '/server';
  const roles = ROLES.filter((role) => !server || role.value !== 'agent');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(server ? 'reader' : 'agent');
  const [days, setDays] = useState(0);
  const create = useAction(async (options) => {
    onMade(await access.createToken({ name, role, ...(days === 0 ? {} : { expires_days: days }) }, options));
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void create.run();
  };
  return (
    <Dialog title="New token" onClose={onClose}>
      <form onSubmit={submit}>
        <Field label="Name" hint={role === 'agent' ? 'The machine’s name: the token belongs to the machine of this name.' : 'What it is for.'}>
          {(props) => <input {...props} required value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" spellCheck={false} autoCapitalize="none" />}
        </Field>
        <Choice legend="Role" value={role} onChange={setRole} options={roles} />
        <Field label="Valid for">
          {(props) => (
            <select {...props} value={days} onChange={(event) => setDays(Number(event.target.value))}>
              {LIVES.map((life) => <option key={life.days} value={life.days}>{life.text}</option>)}
            </select>
          )}
        </Field>
        <ErrorNote error={create.error} />
        <div className="dialog-foot"><Button onClick={onClose}>Cancel</Button><Button type="submit" look="primary" busy={create.busy}>Create token</Button></div>
      </form>
    </Dialog>
  );
}
