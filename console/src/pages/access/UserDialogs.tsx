import { type FormEvent, useState } from 'react';
import type { Role, User } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { useAccess } from '../../app/tenant.tsx';
import { useAction } from '../../data/useAction.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Choice, Field } from '../../parts/Field.tsx';
import { ErrorNote } from '../../parts/states.tsx';
import { ROLES } from './roles.ts';

const PEOPLE = ROLES.filter((role) => role.value !== 'agent' && role.value !== 'application');
const PASSWORD_HINT = 'At least 12 characters; several words are easy to remember.';

interface Props {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function NewUserDialog({ onClose, onDone }: Props) {
  const access = useAccess();
  const tell = useTell();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('reader');
  const [password, setPassword] = useState('');
  const create = useAction(async (options) => {
    await access.createUser({ name, role, password }, options);
    tell(<>User <bdi>{name}</bdi> may sign in now.</>);
    onDone();
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void create.run();
  };
  return (
    <Dialog title="New user" onClose={onClose}>
      <form onSubmit={submit}>
        <Field label="Name">
          {(props) => <input {...props} required value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" spellCheck={false} autoCapitalize="none" />}
        </Field>
        <Choice legend="Role" value={role} onChange={setRole} options={PEOPLE} />
        <Field label="First password" hint={`${PASSWORD_HINT} They can change it under “Your sign-in”.`}>
          {(props) => <input {...props} type="password" required minLength={12} value={password} onChange={(event) => setPassword(event.target.value)} autoComplete="new-password" />}
        </Field>
        <ErrorNote error={create.error} />
        <div className="dialog-foot"><Button onClick={onClose}>Cancel</Button><Button type="submit" look="primary" busy={create.busy}>Create user</Button></div>
      </form>
    </Dialog>
  );
}

export function ChangeUserDialog({ user, onClose, onDone }: Props & { readonly user: User }) {
  const access = useAccess();
  const tell = useTell();
  const [role, setRole] = useState<Role>(user.role);
  const [disabled, setDisabled] = useState(user.disabled);
  const [password, setPassword] = useState('');
  const change = useAction(async (options) => {
    await access.changeUser(user.name, {
      ...(role === user.role ? {} : { role }),
      ...(disabled === user.disabled ? {} : { disabled }),
      ...(password === '' ? {} : { password }),
    }, options);
    tell(<>User <bdi>{user.name}</bdi> is changed.</>);
    onDone();
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void change.run();
  };
  return (
    <Dialog title={`Change user ${user.name}`} onClose={onClose}>
      <form onSubmit={submit}>
        <Choice legend="Role" value={role} onChange={setRole} options={PEOPLE} />
        <Field label="New password" hint={`Empty: it stays. ${PASSWORD_HINT}`}>
          {(props) => <input {...props} type="password" minLength={12} value={password} onChange={(event) => setPassword(event.target.value)} autoComplete="new-password" />}
        </Field>
        <label className="check-line"><input type="checkbox" checked={disabled} onChange={(event) => setDisabled(event.target.checked)} /><span>Disabled: may not sign in</span></label>
        <ErrorNote error={change.error} />
        <div className="dialog-foot"><Button onClick={onClose}>Cancel</Button><Button type="submit" look="primary" busy={change.busy}>Save</Button></div>
      </form>
    </Dialog>
  );
}
