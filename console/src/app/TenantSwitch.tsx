import { useId } from 'react';
import { navigate } from './router.tsx';
import { useSession } from './session.tsx';

const SERVER = '';

/** Which tenant the pages are about; the whole server for those who may see it. */
export function TenantSwitch({ tenant }: { readonly tenant: string | null }) {
  const session = useSession();
  const id = useId();
  const names = tenant === null || session.tenants.includes(tenant) ? session.tenants : [tenant, ...session.tenants];
  const wide = session.tenant === null;
  if (!wide && names.length <= 1) {
    return <p className="tenant-name"><span>Tenant</span><b>{names[0] ?? tenant}</b></p>;
  }
  return (
    <div className="tenant-switch">
      <label htmlFor={id}>Tenant</label>
      <select
        id={id} value={tenant ?? SERVER}
        onChange={(event) => navigate(event.target.value === SERVER ? '/server/tenants' : `/t/${encodeURIComponent(event.target.value)}`)}
      >
        {(wide || tenant === null) && <option value={SERVER}>{wide ? 'Whole server' : 'Choose…'}</option>}
        {names.map((name) => <option key={name} value={name}>{name}</option>)}
      </select>
    </div>
  );
}
