import type { FlagDefinition, StaleFlag, StaleReason } from '../../api/flagTypes.ts';
import { Badge, type Tone } from '../../parts/Badge.tsx';
import type { IconName } from '../../parts/Icon.tsx';
import { standing } from './definition.ts';

const STANDINGS: Readonly<Record<ReturnType<typeof standing>, { tone: Tone; icon?: IconName; text: string }>> = {
  on: { tone: 'ok', icon: 'check', text: 'On' },
  rule: { tone: 'info', icon: 'filter', text: 'By rule' },
  off: { tone: 'mute', icon: 'close', text: 'Off' },
  disabled: { tone: 'mute', icon: 'offline', text: 'Disabled' },
};

export function Standing({ flag }: { readonly flag: FlagDefinition }) {
  const { tone, icon, text } = STANDINGS[standing(flag)];
  return <Badge tone={tone} {...(icon ? { icon } : {})}>{text}</Badge>;
}

const REASONS: Readonly<Record<StaleReason, { text: string; title: string }>> = {
  expired: { text: 'Expired', title: 'The day its metadata names is over.' },
  finished: { text: 'Finished', title: 'Its life has ended: the code can do without it.' },
  full: { text: 'Full', title: 'All users have had it for long.' },
  unchanged: { text: 'Unchanged', title: 'Nobody changed it for long.' },
};

/** Why a flag is probably needed no more. */
export function StaleMarks({ stale }: { readonly stale: StaleFlag | undefined }) {
  return stale === undefined ? null : (
    <span className="tags">
      {stale.reasons.map((reason) => <span key={reason} title={REASONS[reason].title}><Badge tone="warn" icon="clock">{REASONS[reason].text}</Badge></span>)}
    </span>
  );
}
