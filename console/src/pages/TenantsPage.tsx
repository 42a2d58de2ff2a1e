import { type FormEvent, useState } from 'react';
import type { Tenant } from '../api/types.ts';
import { useTell } from '../app/notices.tsx';
import { Link } from '../app/router.tsx';
import { useMay, useServer, useSession, useSignIn } from '../app/session.tsx';
import { useAction } from '../data/useAction.ts';
import { useQuery } from '../data/useQuery.ts';
import { count } from '../format/numbers.ts';
import { Badge } from '../parts/Badge.tsx';
import { Button, IconButton } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { type Column, DataTable } from '../parts/DataTable.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Field } from '../parts/Field.tsx';
import { Page } from '../parts/Page.tsx';
import { Empty, ErrorNote, QueryView } from '../parts/states.tsx';
import { Size, Time } from '../parts/Time.tsx';

const GIB = 1024 ** 3;

export function TenantsPage() {
  const server = useServer();
  const session = useSession();
  const admin = useMay('admin') && session.tenant === null;
  const tenants = useQuery('tenants', (signal) => server.tenants({ signal }));
  const [open, setOpen] = useState<'none' | 'new'>('none');
  const [leaving, setLeaving] = useState<Tenant | null>(null);
  const make = admin ? <Button look="primary" icon="plus" onClick={() => setOpen('new')}>New tenant</Button> : undefined;
  const columns: Column<Tenant>[] = [
    { key: 'name', head: 'Tenant', cell: (tenant) => <Link to={`/t/${encodeURIComponent(tenant.name)}`}>{tenant.name}</Link> },
    { key: 'encryption', head: 'Encryption', cell: (tenant) => <Encryption tenant={tenant} /> },
    { key: 'stored', head: 'Stored', look: 'number', cell: (tenant) => <Size of={tenant.stored_bytes} /> },
    { key: 'quota', head: 'Quota', look: 'number', cell: (tenant) => tenant.quota_bytes === null ? <span className="faint">none</span> : <Size of={tenant.quota_bytes} /> },
    { key: 'machines', head: 'Machines', look: 'number', cell: (tenant) => count(tenant.agents) },
    { key: 'snapshots', head: 'Snapshots', look: 'number', cell: (tenant) => count(tenant.snapshots) },
    { key: 'created', head: 'Made', cell: (tenant) => <Time at={tenant.created} look="date" /> },
  ];
  if (admin) {
    columns.push({
      key: 'actions', head: 'Actions', look: 'actions',
      cell: (tenant) => <IconButton icon="trash" label={`Delete ${tenant.name}`} onClick={() => setLeaving(tenant)} />,
    });
  }
  return (
    <Page title="Tenants" lead="Each tenant has its own chunks, tokens and rules; nothing is shared between two." actions={make}>
      <QueryView query={tenants}>
        {(list) => list.length === 0
          ? <Empty icon="tenants" title="No tenants yet" action={make}><p>A tenant holds the backups of machines that belong together. Make one, then a token for each machine.</p></Empty>
          : <DataTable caption="Tenants" columns={columns} rows={list} rowKey={(tenant) => tenant.name} />}
      </QueryView>
      {open === 'new' && <NewTenant onClose={() => setOpen('none')} onDone={tenants.reload} />}
      {leaving && <DeleteTenant tenant={leaving} onClose={() => setLeaving(null)} onDone={tenants.reload} />}
    </Page>
  );
}

function Encryption({ tenant }: { readonly tenant: Tenant }) {
  if (!tenant.initialised) {
    return <Badge tone="mute">Empty</Badge>;
  }
  return tenant.encryption === 'none' ? <Badge tone="warn">None</Badge> : <Badge tone="ok" icon="lock">By the machines</Badge>;
}

function NewTenant({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const { server, ask } = useSignIn();
  const tell = useTell();
  const [name, setName] = useState('');
  const [quota, setQuota] = useState('');
  const create = useAction(async (options) => {
    await server.createTenant({ name, ...(quota === '' ? {} : { quota_bytes: Math.round(Number(quota) * GIB) }) }, options);
    await ask();
    onDone();
    tell(`Tenant ${name} is there.`, { to: `/t/${encodeURIComponent(name)}/tokens`, text: 'Make its tokens' });
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void create.run();
  };
  return (
    <Dialog title="New tenant" onClose={onClose}>
      <form onSubmit={submit}>
        <Field label="Name" hint="Small letters, digits and hyphens. It is part of the address machines use, and stays.">
          {(props) => (
            <input
              {...props} value={name} onChange={(event) => setName(event.target.value)} required maxLength={63}
              pattern="[a-z0-9][a-z0-9\-]*" autoComplete="off" autoCapitalize="none" spellCheck={false}
            />
          )}
        </Field>
        <Field label="Quota in GiB" hint="Empty: no limit but the disk.">
          {(props) => <input {...props} value={quota} onChange={(event) => setQuota(event.target.value)} type="number" min="1" step="1" inputMode="numeric" />}
        </Field>
        <ErrorNote error={create.error} />
        <div className="dialog-foot"><Button onClick={onClose}>Cancel</Button><Button type="submit" look="primary" busy={create.busy}>Create tenant</Button></div>
      </form>
    </Dialog>
  );
}

function DeleteTenant({ tenant, onClose, onDone }: { readonly tenant: Tenant; readonly onClose: () => void; readonly onDone: () => void }) {
  const { server, ask } = useSignIn();
  const tell = useTell();
  const remove = useAction(async (options) => {
    await server.deleteTenant(tenant.name, options);
    await ask();
    onDone();
    tell(`Tenant ${tenant.name} is deleted.`);
    onClose();
  });
  return (
    <Confirm title={`Delete tenant ${tenant.name}?`} act="Delete tenant" typed={tenant.name} action={remove} onClose={onClose}>
      <p>All {count(tenant.snapshots)} snapshots of {count(tenant.agents)} machines in <b>{tenant.name}</b> are deleted, with its tokens and users. This can’t be undone.</p>
      <p>The server refuses as long as one of the snapshots is protected.</p>
    </Confirm>
  );
}
