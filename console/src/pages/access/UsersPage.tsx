import { useState } from 'react';
import type { User } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { useOff } from '../../app/ownFlags.tsx';
import { useSession } from '../../app/session.tsx';
import { useAccess, useScope } from '../../app/tenant.tsx';
import { useAction } from '../../data/useAction.ts';
import { useQuery } from '../../data/useQuery.ts';
import { Badge } from '../../parts/Badge.tsx';
import { Button, IconButton } from '../../parts/Button.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Page } from '../../parts/Page.tsx';
import { Empty, QueryView } from '../../parts/states.tsx';
import { SwitchedOff } from '../../parts/SwitchedOff.tsx';
import { Time } from '../../parts/Time.tsx';
import { ChangeUserDialog, NewUserDialog } from './UserDialogs.tsx';

type Open = { readonly what: 'new' } | { readonly what: 'change' | 'delete'; readonly user: User } | null;

export function UsersPage() {
  const access = useAccess();
  const scope = useScope();
  const me = useSession();
  const users = useQuery(`${scope}/users`, (signal) => access.users({ signal }));
  const off = useOff('operations.revoke-access');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const make = <Button look="primary" icon="plus" onClick={() => setOpen({ what: 'new' })}>New user</Button>;
  const columns: readonly Column<User>[] = [
    { key: 'name', head: 'User', cell: (user) => <><bdi>{user.name}</bdi>{me.kind === 'user' && me.name === user.name && <span className="faint"> (you)</span>}</> },
    { key: 'role', head: 'Role', cell: (user) => <Badge tone={user.role === 'admin' ? 'warn' : 'mute'}>{user.role}</Badge> },
    { key: 'state', head: 'State', cell: (user) => user.disabled ? <Badge tone="mute" icon="close">Disabled</Badge> : <Badge tone="ok" icon="check">May sign in</Badge> },
    { key: 'seen', head: 'Last sign-in', cell: (user) => <Time at={user.last_sign_in} look="relative" /> },
    { key: 'created', head: 'Made', cell: (user) => <Time at={user.created} look="date" /> },
    { key: 'actions', head: 'Actions', look: 'actions', cell: (user) => (
      <span className="row-acts">
        <Button look="quiet" onClick={() => setOpen({ what: 'change', user })}>Change<span className="unseen"> {user.name}</span></Button>
        <IconButton icon="trash" label={`Delete ${user.name}`} off={off} onClick={() => setOpen({ what: 'delete', user })} />
      </span>
    ) },
  ];
  return (
    <Page title="Users" lead="People who sign in here with a password." actions={make}>
      <SwitchedOff flag="operations.revoke-access" />
      <QueryView query={users}>
        {(list) => list.length === 0
          ? <Empty icon="users" title="No users yet" action={make}><p>Until there are some, people sign in with tokens.</p></Empty>
          : <div className="section"><DataTable caption="Users" columns={columns} rows={list} rowKey={(user) => user.name} rowState={(user) => user.disabled ? 'off' : undefined} /></div>}
      </QueryView>
      {open?.what === 'new' && <NewUserDialog onClose={close} onDone={users.reload} />}
      {open?.what === 'change' && <ChangeUserDialog user={open.user} onClose={close} onDone={users.reload} />}
      {open?.what === 'delete' && <DeleteUser user={open.user} onClose={close} onDone={users.reload} />}
    </Page>
  );
}

function DeleteUser({ user, onClose, onDone }: { readonly user: User; readonly onClose: () => void; readonly onDone: () => void }) {
  const access = useAccess();
  const tell = useTell();
  const remove = useAction(async (options) => {
    await access.deleteUser(user.name, options);
    tell(<>User <bdi>{user.name}</bdi> is deleted.</>);
    onDone();
    onClose();
  });
  return (
    <Confirm title={`Delete user ${user.name}?`} act="Delete user" flag="operations.revoke-access" action={remove} onClose={onClose}>
      <p><b><bdi>{user.name}</bdi></b> is signed out everywhere and can’t sign in again. What the audit log says about them stays.</p>
    </Confirm>
  );
}
