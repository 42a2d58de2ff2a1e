import { useState } from 'react';
import { asApiError } from '../api/errors.ts';
import { IconButton } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Link } from './router.tsx';
import { useSession, useSignIn } from './session.tsx';
import { useFeedMode } from './tenant.tsx';
import { chooseTheme, type Theme, useTheme } from './theme.ts';

const THEMES: readonly { readonly value: Theme; readonly icon: 'screen' | 'sun' | 'moon'; readonly text: string }[] = [
  { value: 'system', icon: 'screen', text: 'As the system' },
  { value: 'light', icon: 'sun', text: 'Light' },
  { value: 'dark', icon: 'moon', text: 'Dark' },
];

export function SideFoot({ tenant }: { readonly tenant: string | null }) {
  const session = useSession();
  const { leave } = useSignIn();
  const [problem, setProblem] = useState<string | null>(null);
  const signOut = () => leave().catch((thrown: unknown) => setProblem(asApiError(thrown)?.message ?? null));
  return (
    <div className="side-foot">
      {tenant !== null && <FeedState />}
      <ThemeSwitch />
      <div className="whoami">
        <Link to="/account" className="who"><Icon name="account" /><span><b>{session.name}</b><small>{session.role}</small></span></Link>
        <IconButton icon="leave" label="Sign out" onClick={() => void signOut()} />
      </div>
      {problem && <p className="side-problem" role="alert">Still signed in: {problem}</p>}
      <p className="version">Holdfast {session.version}</p>
    </div>
  );
}

function FeedState() {
  const mode = useFeedMode();
  const text = mode === 'live' ? 'Live' : mode === 'polling' ? 'Updated every 5 seconds' : 'Connecting…';
  return <p className="feed" data-mode={mode}><span className="dot" aria-hidden="true" />{text}</p>;
}

function ThemeSwitch() {
  const theme = useTheme();
  return (
    <fieldset className="themes">
      <legend className="unseen">Colours</legend>
      {THEMES.map((one) => (
        <label key={one.value} title={one.text}>
          <input type="radio" name="theme" checked={theme === one.value} onChange={() => chooseTheme(one.value)} />
          <Icon name={one.icon} /><span className="unseen">{one.text}</span>
        </label>
      ))}
    </fieldset>
  );
}
