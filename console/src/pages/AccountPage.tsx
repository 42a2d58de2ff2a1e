import { type FormEvent, useState } from 'react';
import { useTell } from '../app/notices.tsx';
import { useServer, useSession } from '../app/session.tsx';
import { useAction } from '../data/useAction.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { Facts, Page, Section } from '../parts/Page.tsx';
import { ErrorNote } from '../parts/states.tsx';
import { Time } from '../parts/Time.tsx';

const KINDS = { user: 'User name and password', token: 'Token', one_time: 'One-time link of holdfast ui' } as const;

export function AccountPage() {
  const session = useSession();
  return (
    <Page title="Your sign-in">
      <Section title="Who you are here">
        <Facts facts={[
          { label: 'Name', value: session.name },
          { label: 'Signed in with', value: KINDS[session.kind] },
          { label: 'Role', value: session.role },
          { label: 'Reaches', value: session.tenant ?? 'the whole server' },
          { label: 'Ends', value: <Time at={session.expires} none="when the server stops" /> },
          { label: 'Unlocked', value: session.unlocked.length === 0 ? 'no tenant' : session.unlocked.join(', ') },
        ]} />
      </Section>
      {session.kind === 'user' && <PasswordForm />}
      {session.kind !== 'one_time' && <Elsewhere />}
    </Page>
  );
}

function Elsewhere() {
  const session = useSession();
  const server = useServer();
  const tell = useTell();
  const act = useAction(async (options) => {
    await server.signOutElsewhere(options);
    tell('You are signed in only here now.');
  });
  return (
    <Section title="Other browsers" lead={`Ends every other sign-in with ${session.kind === 'user' ? 'your password' : 'this token'}, and locks what they had unlocked. This one stays.`}>
      <ErrorNote error={act.error} />
      <div><Button icon="leave" busy={act.busy} onClick={() => void act.run()}>Sign out everywhere else</Button></div>
    </Section>
  );
}

function PasswordForm() {
  const server = useServer();
  const tell = useTell();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const change = useAction(async () => {
    await server.changePassword(current, next);
    setCurrent('');
    setNext('');
    setAgain('');
    tell('Your password is changed.');
  });
  const differs = again !== '' && again !== next;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (next === again) {
      void change.run();
    }
  };
  return (
    <Section title="Change your password">
      <form className="form" onSubmit={submit}>
        <Field label="Present password">
          {(props) => <input {...props} type="password" required autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.target.value)} />}
        </Field>
        <Field label="New password" hint="At least 12 characters; several words are easy to remember.">
          {(props) => <input {...props} type="password" required minLength={12} autoComplete="new-password" value={next} onChange={(event) => setNext(event.target.value)} />}
        </Field>
        <Field label="New password again" error={differs ? 'The two differ.' : null}>
          {(props) => <input {...props} type="password" required autoComplete="new-password" value={again} onChange={(event) => setAgain(event.target.value)} />}
        </Field>
        <ErrorNote error={change.error} />
        <Button type="submit" look="primary" busy={change.busy}>Change password</Button>
      </form>
    </Section>
  );
}
