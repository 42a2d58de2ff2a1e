import { SignInPage } from '../pages/SignInPage.tsx';
import { ErrorPanel } from '../parts/states.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { NoticeProvider } from './notices.tsx';
import { OwnFlagsProvider } from './ownFlags.tsx';
import { Routes } from './Routes.tsx';
import { SessionProvider, useSignIn } from './session.tsx';

export function App({ oneTime }: { readonly oneTime: string | null }) {
  return (
    <ErrorBoundary>
      <SessionProvider oneTime={oneTime}>
        <Gate />
      </SessionProvider>
    </ErrorBoundary>
  );
}

/** The sign-in page, or the console for who is signed in. */
function Gate() {
  const { signIn, ask } = useSignIn();
  switch (signIn.state) {
    case 'asking':
      return <main className="gate" aria-busy="true"><p className="gate-wait" role="status"><span className="spinner" aria-hidden="true" />Opening Holdfast…</p></main>;
    case 'unknown':
      return <main className="gate"><h1 className="unseen">Holdfast</h1><ErrorPanel error={signIn.error} onRetry={() => void ask()} /></main>;
    case 'signed-out':
      return <SignInPage reason={signIn.reason} problem={signIn.error} />;
    case 'signed-in':
      return <OwnFlagsProvider session={signIn.session}><NoticeProvider><Routes /></NoticeProvider></OwnFlagsProvider>;
  }
}
