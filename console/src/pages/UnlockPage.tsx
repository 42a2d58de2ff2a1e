import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useSession, useSignIn, useServer } from '../app/session.tsx';
import { useTenant } from '../app/tenant.tsx';
import { navigate, usePlace } from '../app/router.tsx';
import { useAction } from '../data/useAction.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Page, Section } from '../parts/Page.tsx';
import { ErrorNote } from '../parts/states.tsx';

/** Unlocking as a page of its own; a locked page shows the same form in its place. */
export function UnlockPage() {
  const { tenant } = useTenant();
  const { query } = usePlace();
  const back = query.get('back');
  const home = `/t/${encodeURIComponent(tenant)}/snapshots`;
  const session = useSession();
  return (
    <Page title="Unlock" lead={<>The backups of <b>{tenant}</b> are encrypted by the machines that made them.</>}>
      {session.unlocked.includes(tenant)
        ? <LockAgain />
        : <UnlockForm onUnlocked={() => navigate(back?.startsWith('/t/') ? back : home, 'replace')} />}
    </Page>
  );
}

export function UnlockForm({ onUnlocked }: { readonly onUnlocked: () => void }) {
  const { tenant } = useTenant();
  const { ask, server } = useSignIn();
  const [passphrase, setPassphrase] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const unlock = useAction(async () => {
    await server.unlock(tenant, passphrase);
    setPassphrase('');
    await ask();
    onUnlocked();
  });
  useEffect(() => {
    if (unlock.error) {
      input.current?.select();
    }
  }, [unlock.error]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void unlock.run();
  };
  return (
    <section className="unlock" aria-label="Unlock">
      <span className="empty-icon"><Icon name="lock" /></span>
      <h2>Unlock {tenant}</h2>
      <p>
        Snapshots and files are sealed with a passphrase this server doesn’t know. To show them here, the server opens the repository
        with your passphrase and holds the key in its memory for this sign-in only: until you sign out, lock it again, or the
        sign-in ends. Meanwhile the server can read names and contents of this tenant’s backups. It doesn’t store the passphrase.
      </p>
      <p className="hint">
        If you don’t trust the machine the server runs on, use <code>holdfast mount</code> or <code>holdfast restore</code> on your own
        machine instead; there the key never leaves it.
      </p>
      {insecure() && (
        <div className="note warn"><Icon name="warning" /><p>This page came over a connection without TLS: others on the network can read the passphrase.</p></div>
      )}
      <form onSubmit={submit}>
        <Field label="Passphrase">
          {(props) => (
            <input
              {...props} ref={input} type="password" value={passphrase} required autoComplete="off"
              onChange={(event) => setPassphrase(event.target.value)}
            />
          )}
        </Field>
        <ErrorNote error={unlock.error} />
        <Button type="submit" look="primary" icon="unlock" busy={unlock.busy}>Unlock</Button>
      </form>
    </section>
  );
}

function LockAgain() {
  const { tenant } = useTenant();
  const server = useServer();
  const { ask, cache } = useSignIn();
  const lock = useAction(async () => {
    await server.lock(tenant);
    cache.clear();
    await ask();
  });
  return (
    <Section title="This tenant is unlocked">
      <p>The server holds its key in memory for this sign-in.</p>
      <ErrorNote error={lock.error} />
      <Button icon="lock" busy={lock.busy} onClick={() => void lock.run()}>Lock again</Button>
    </Section>
  );
}

function insecure(): boolean {
  return location.protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(location.hostname);
}
