import { useState } from 'react';
import type { Tenant } from '../../api/types.ts';
import { Link } from '../../app/router.tsx';
import { useOff } from '../../app/ownFlags.tsx';
import { useMay, useServer, useSession } from '../../app/session.tsx';
import { useQuery } from '../../data/useQuery.ts';
import { count, percent } from '../../format/numbers.ts';
import { Badge } from '../../parts/Badge.tsx';
import { Button, IconButton } from '../../parts/Button.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Page } from '../../parts/Page.tsx';
import { Empty, QueryView } from '../../parts/states.tsx';
import { SwitchedOff } from '../../parts/SwitchedOff.tsx';
import { Size, Time } from '../../parts/Time.tsx';
import { ChangeLimits, DeleteTenant, NewTenant } from './TenantDialogs.tsx';

type Open = { readonly what: 'new' } | { readonly what: 'limits' | 'delete'; readonly tenant: Tenant } | null;

export function TenantsPage() {
  const server = useServer();
  const session = useSession();
  const admin = useMay('admin') && session.tenant === null;
  const tenants = useQuery('tenants', (signal) => server.tenants({ signal }));
  const off = useOff('operations.delete-tenants');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const make = admin ? <Button look="primary" icon="plus" onClick={() => setOpen({ what: 'new' })}>New tenant</Button> : undefined;
  const columns: Column<Tenant>[] = [
    { key: 'name', head: 'Tenant', cell: (tenant) => (
      <span className="two-lines"><Link to={`/t/${encodeURIComponent(tenant.name)}`}>{tenant.name}</Link><small>since <Time at={tenant.created} look="date" /></small></span>
    ) },
    { key: 'encryption', head: 'Encryption', cell: (tenant) => <Encryption tenant={tenant} /> },
    { key: 'stored', head: 'Stored', look: 'number', cell: (tenant) => <Size of={tenant.stored_bytes} /> },
    { key: 'quota', head: 'Quota', look: 'number', cell: (tenant) => <Quota tenant={tenant} /> },
    { key: 'rate', head: 'Requests', look: 'number', cell: (tenant) => tenant.requests_per_second === null
      ? <span className="faint">no limit</span> : `${count(tenant.requests_per_second)}/s` },
    { key: 'machines', head: 'Machines', look: 'number', cell: (tenant) => count(tenant.agents) },
    { key: 'snapshots', head: 'Snapshots', look: 'number', cell: (tenant) => count(tenant.snapshots) },
  ];
  if (admin) {
    columns.push({ key: 'actions', head: 'Actions', look: 'actions', cell: (tenant) => (
      <span className="row-acts">
        <Button look="quiet" onClick={() => setOpen({ what: 'limits', tenant })}>Limits<span className="unseen"> of {tenant.name}</span></Button>
        <IconButton icon="trash" label={`Delete ${tenant.name}`} off={off} onClick={() => setOpen({ what: 'delete', tenant })} />
      </span>
    ) });
  }
  return (
    <Page title="Tenants" lead="Each tenant has its own chunks, tokens and rules; nothing is shared between two." actions={make}>
      {admin && <SwitchedOff flag="operations.delete-tenants" />}
      <QueryView query={tenants}>
        {(list) => list.length === 0
          ? <Empty icon="tenants" title="No tenants yet" action={make}><p>A tenant holds the backups of machines that belong together. Make one, then a token for each machine.</p></Empty>
          : <div className="section"><DataTable caption="Tenants" columns={columns} rows={list} rowKey={(tenant) => tenant.name} /></div>}
      </QueryView>
      {open?.what === 'new' && <NewTenant onClose={close} onDone={tenants.reload} />}
      {open?.what === 'limits' && <ChangeLimits tenant={open.tenant} onClose={close} onDone={tenants.reload} />}
      {open?.what === 'delete' && <DeleteTenant tenant={open.tenant} onClose={close} onDone={tenants.reload} />}
    </Page>
  );
}

function Encryption({ tenant }: { readonly tenant: Tenant }) {
  if (!tenant.initialised) {
    return <Badge tone="mute">Empty</Badge>;
  }
  return tenant.encryption === 'none' ? <Badge tone="warn">None</Badge> : <Badge tone="ok" icon="lock">By the machines</Badge>;
}

function Quota({ tenant }: { readonly tenant: Tenant }) {
  if (tenant.quota_bytes === null) {
    return <span className="faint">no limit</span>;
  }
  return <span className="two-lines"><Size of={tenant.quota_bytes} /><small>{percent(tenant.stored_bytes / tenant.quota_bytes)} used</small></span>;
}
