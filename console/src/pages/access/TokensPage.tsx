import { useState } from 'react';
import type { NewToken, Token } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { useOff } from '../../app/ownFlags.tsx';
import { useAccess, useScope } from '../../app/tenant.tsx';
import { useAction } from '../../data/useAction.ts';
import { useQuery } from '../../data/useQuery.ts';
import { Badge } from '../../parts/Badge.tsx';
import { Button } from '../../parts/Button.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Page } from '../../parts/Page.tsx';
import { Empty, QueryView } from '../../parts/states.tsx';
import { SwitchedOff } from '../../parts/SwitchedOff.tsx';
import { Time } from '../../parts/Time.tsx';
import { NewTokenDialog } from './NewTokenDialog.tsx';

export function TokensPage() {
  const access = useAccess();
  const scope = useScope();
  const tokens = useQuery(`${scope}/tokens`, (signal) => access.tokens({ signal }));
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<NewToken | null>(null);
  const off = useOff('operations.revoke-access');
  const [revoking, setRevoking] = useState<Token | null>(null);
  const make = <Button look="primary" icon="plus" onClick={() => setMaking(true)}>New token</Button>;
  const columns: readonly Column<Token>[] = [
    { key: 'name', head: 'Token', cell: (token) => <span className="two-lines"><bdi>{token.name}</bdi><small><code>{token.id}</code></small></span> },
    { key: 'role', head: 'Role', cell: (token) => <Badge tone={token.role === 'admin' ? 'warn' : 'mute'}>{token.role}</Badge> },
    { key: 'state', head: 'State', cell: (token) => <TokenState token={token} /> },
    { key: 'used', head: 'Last used', cell: (token) => <Time at={token.last_used} look="relative" /> },
    { key: 'created', head: 'Made', cell: (token) => <span className="two-lines"><Time at={token.created} look="date" /><small>by <bdi>{token.created_by}</bdi></small></span> },
    { key: 'actions', head: 'Actions', look: 'actions', cell: (token) => !token.revoked && (
      <Button look="quiet" icon="trash" off={off} onClick={() => setRevoking(token)}>Revoke<span className="unseen"> {token.name}</span></Button>
    ) },
  ];
  return (
    <Page title="Tokens" lead="What machines and scripts sign in with. A token is shown once; the server keeps only its hash." actions={make}>
      <SwitchedOff flag="operations.revoke-access" />
      <QueryView query={tokens}>
        {(list) => list.length === 0
          ? <Empty icon="tokens" title="No tokens yet" action={make}><p>Give each machine its own token of the role agent: it may add backups, and can’t delete any.</p></Empty>
          : <div className="section"><DataTable caption="Tokens" columns={columns} rows={list} rowKey={(token) => token.id} rowState={(token) => token.revoked ? 'off' : undefined} /></div>}
      </QueryView>
      {making && <NewTokenDialog onClose={() => setMaking(false)} onMade={(token) => { setMaking(false); setMade(token); tokens.reload(); }} />}
      {made && <ShowOnce token={made} onClose={() => setMade(null)} />}
      {revoking && <Revoke token={revoking} onClose={() => setRevoking(null)} onDone={tokens.reload} />}
    </Page>
  );
}

function TokenState({ token }: { readonly token: Token }) {
  if (token.revoked) {
    return <Badge tone="mute" icon="close">Revoked</Badge>;
  }
  if (token.expires !== null && Date.parse(token.expires) < Date.now()) {
    return <Badge tone="mute" icon="clock">Expired</Badge>;
  }
  return <span className="two-lines"><Badge tone="ok" icon="check">Valid</Badge>{token.expires !== null && <small>until <Time at={token.expires} look="date" /></small>}</span>;
}

function ShowOnce({ token, onClose }: { readonly token: NewToken; readonly onClose: () => void }) {
  return (
    <Dialog title={`Token ${token.name}`} onClose={onClose} size="wide">
      <p><strong>Copy it now: it is shown only this once.</strong> Whoever has it may do what the role <b>{token.role}</b> may.</p>
      <pre className="secret" tabIndex={0} aria-label="The token"><code>{token.token}</code></pre>
      <CopyButton text={token.token} what="token" />
      {token.role === 'agent' && <p className="hint">On the machine, set it as <code>HOLDFAST_TOKEN</code>, best in a file only the service may read.</p>}
      <div className="dialog-foot"><Button look="primary" onClick={onClose}>I have it</Button></div>
    </Dialog>
  );
}

function Revoke({ token, onClose, onDone }: { readonly token: Token; readonly onClose: () => void; readonly onDone: () => void }) {
  const access = useAccess();
  const tell = useTell();
  const revoke = useAction(async (options) => {
    await access.revokeToken(token.id, options);
    tell(<>Token <bdi>{token.name}</bdi> is revoked.</>);
    onDone();
    onClose();
  });
  return (
    <Confirm title={`Revoke token ${token.name}?`} act="Revoke token" flag="operations.revoke-access" action={revoke} onClose={onClose}>
      <p>Whatever signs in with <b><bdi>{token.name}</bdi></b> (<code>{token.id}</code>) is refused from now on. That can’t be undone; a new token can be made.</p>
    </Confirm>
  );
}
