import { type FormEvent, useEffect, useState } from 'react';
import type { ApiError } from '../api/errors.ts';
import { useSignIn } from '../app/session.tsx';
import mark from '../assets/mark.svg';
import { useAction } from '../data/useAction.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { Icon } from '../parts/Icon.tsx';
import { ErrorNote } from '../parts/states.tsx';

interface Props {
  readonly reason: 'none' | 'ended' | 'left';
  readonly problem: ApiError | null;
}

const WORDS = {
  none: null,
  ended: 'Your sign-in has ended. Sign in again to go on where you were.',
  left: 'You are signed out.',
} as const;

export function SignInPage({ reason, problem }: Props) {
  const { enter } = useSignIn();
  const [way, setWay] = useState<'user' | 'token'>('user');
  const [user, setUser] = useState('');
  const [secret, setSecret] = useState('');
  const signIn = useAction(() => enter(way === 'user' ? { user, password: secret } : { token: secret.trim() }));
  useEffect(() => {
    document.title = 'Sign in · Holdfast';
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void signIn.run();
  };
  const choose = (chosen: 'user' | 'token') => {
    setWay(chosen);
    setSecret('');
    signIn.clear();
  };
  return (
    <main className="gate">
      <div className="gate-card">
        <div className="gate-brand"><img src={mark} alt="" width="44" height="44" /><span>Holdfast</span></div>
        <h1>Sign in</h1>
        {WORDS[reason] && <p className="note info" role="status"><Icon name="clock" />{WORDS[reason]}</p>}
        {problem && <OneTimeProblem problem={problem} />}
        <div className="segments" role="group" aria-label="Way to sign in">
          <button type="button" aria-pressed={way === 'user'} onClick={() => choose('user')}>User</button>
          <button type="button" aria-pressed={way === 'token'} onClick={() => choose('token')}>Token</button>
        </div>
        <form onSubmit={submit}>
          {way === 'user' && (
            <Field label="User name">
              {(props) => (
                <input
                  {...props} value={user} onChange={(event) => setUser(event.target.value)} required autoComplete="username"
                  autoCapitalize="none" spellCheck={false} name="user"
                />
              )}
            </Field>
          )}
          <Field
            label={way === 'user' ? 'Password' : 'Token'}
            hint={way === 'token' ? 'It begins with hf_. The server’s first start writes one for its administrator into the file it names.' : undefined}
          >
            {(props) => (
              <input
                {...props} type="password" value={secret} onChange={(event) => setSecret(event.target.value)} required name={way}
                autoComplete={way === 'user' ? 'current-password' : 'off'} spellCheck={false}
              />
            )}
          </Field>
          <ErrorNote error={signIn.error} />
          <Button type="submit" look="primary" busy={signIn.busy}>Sign in</Button>
        </form>
      </div>
      <p className="gate-foot">Deduplicating, end-to-end encrypted backup</p>
    </main>
  );
}

function OneTimeProblem({ problem }: { readonly problem: ApiError }) {
  return (
    <div className="note warn" role="alert">
      <Icon name="warning" />
      <div>
        <p><strong>The one-time sign-in didn’t work.</strong> {problem.message}</p>
        <p>Such a link works once and only for a short time. Run <code>holdfast ui</code> again for a new one.</p>
      </div>
    </div>
  );
}
