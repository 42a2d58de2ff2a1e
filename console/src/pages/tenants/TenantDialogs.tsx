import { type FormEvent, useState } from 'react';
import type { Tenant } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { useServer, useSignIn } from '../../app/session.tsx';
import { useAction } from '../../data/useAction.ts';
import { counted } from '../../format/numbers.ts';
import { bytes } from '../../format/bytes.ts';
import { Button } from '../../parts/Button.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Field } from '../../parts/Field.tsx';
import { ErrorNote } from '../../parts/states.tsx';
import { type LimitFields, limitsOf, NO_LIMITS, textsOf } from './limits.ts';

interface Done {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function NewTenant({ onClose, onDone }: Done) {
  const { server, ask } = useSignIn();
  const tell = useTell();
  const [name, setName] = useState('');
  const [limits, setLimits] = useState(NO_LIMITS);
  const create = useAction(async (options) => {
    const { quota_bytes: quota, requests_per_second: rate } = limitsOf(limits);
    await server.createTenant({ name, ...(quota === 0 ? {} : { quota_bytes: quota }), ...(rate === 0 ? {} : { requests_per_second: rate }) }, options);
    await ask();
    onDone();
    tell(`Tenant ${name} is there.`, { to: `/t/${encodeURIComponent(name)}/tokens`, text: 'Make its tokens' });
    onClose();
  });
  return (
    <Dialog title="New tenant" onClose={onClose}>
      <form onSubmit={submitting(create.run)}>
        <Field label="Name" hint="Small letters, digits and hyphens. It is part of the address machines use, and stays.">
          {(props) => (
            <input
              {...props} value={name} onChange={(event) => setName(event.target.value)} required maxLength={63}
              pattern="[a-z0-9][a-z0-9\-]*" autoComplete="off" autoCapitalize="none" spellCheck={false}
            />
          )}
        </Field>
        <Limits value={limits} onChange={setLimits} />
        <ErrorNote error={create.error} />
        <div className="dialog-foot"><Button onClick={onClose}>Cancel</Button><Button type="submit" look="primary" busy={create.busy}>Create tenant</Button></div>
      </form>
    </Dialog>
  );
}

export function ChangeLimits({ tenant, onClose, onDone }: Done & { readonly tenant: Tenant }) {
  const server = useServer();
  const tell = useTell();
  const [limits, setLimits] = useState(() => textsOf(tenant));
  const wanted = limitsOf(limits);
  const change = useAction(async (options) => {
    await server.changeTenant(tenant.name, wanted, options);
    onDone();
    tell(`The limits of ${tenant.name} are changed.`);
    onClose();
  });
  const over = wanted.quota_bytes > 0 && wanted.quota_bytes < tenant.stored_bytes;
  return (
    <Dialog title={`Limits of ${tenant.name}`} onClose={onClose}>
      <form onSubmit={submitting(change.run)}>
        <Limits value={limits} onChange={setLimits} />
        {over && <p className="hint">{bytes(tenant.stored_bytes)} are stored already: new backups fail until less is. Nothing is deleted.</p>}
        <ErrorNote error={change.error} />
        <div className="dialog-foot"><Button onClick={onClose}>Cancel</Button><Button type="submit" look="primary" busy={change.busy}>Save limits</Button></div>
      </form>
    </Dialog>
  );
}

function submitting(run: () => Promise<void>) {
  return (event: FormEvent) => {
    event.preventDefault();
    void run();
  };
}

function Limits({ value, onChange }: { readonly value: LimitFields; readonly onChange: (value: LimitFields) => void }) {
  return (
    <>
      <Field label="Quota in GiB" hint="Of what is stored, after deduplication. Empty: no limit but the disk.">
        {(props) => <input {...props} value={value.quota} onChange={(event) => onChange({ ...value, quota: event.target.value })} type="number" min="0" step="any" inputMode="decimal" />}
      </Field>
      <Field label="Requests a second" hint="Of all its machines together; more wait. Empty: no limit.">
        {(props) => <input {...props} value={value.rate} onChange={(event) => onChange({ ...value, rate: event.target.value })} type="number" min="1" step="1" inputMode="numeric" />}
      </Field>
    </>
  );
}

export function DeleteTenant({ tenant, onClose, onDone }: Done & { readonly tenant: Tenant }) {
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
    <Confirm title={`Delete tenant ${tenant.name}?`} act="Delete tenant" flag="operations.delete-tenants" typed={tenant.name} action={remove} onClose={onClose}>
      <p>
        <b>{tenant.name}</b> is deleted with its {counted(tenant.snapshots, 'snapshot')} of {counted(tenant.agents, 'machine')}, its tokens and its
        users. This can’t be undone.
      </p>
      <p>The server refuses as long as one of the snapshots is protected.</p>
    </Confirm>
  );
}
