import type { FlagOutcome } from '../../api/flagTypes.ts';
import type { Options } from '../../api/http.ts';
import { useTell } from '../../app/notices.tsx';
import { type Action, useAction } from '../../data/useAction.ts';
import { addressOf } from './address.ts';
import { told } from './definition.ts';
import type { Here } from './FlagsFrame.tsx';

/** Asks for a change of the environment, says what came of it, and shows the new version. */
export function useFlagChange(
  here: Here, ask: (options: Options, reason: string) => Promise<FlagOutcome>, done: (outcome: FlagOutcome) => void,
): Action<readonly [reason: string]> {
  const tell = useTell();
  return useAction(async (options, reason: string) => {
    const outcome = await ask(options, reason);
    tell(told(outcome), outcome.outcome === 'waits' ? { to: addressOf('changes', here.name), text: 'See what waits' } : undefined);
    here.reload();
    done(outcome);
  });
}
