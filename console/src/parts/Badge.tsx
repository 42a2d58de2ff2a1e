import type { AgentState, JobState } from '../api/types.ts';
import { Icon, type IconName } from './Icon.tsx';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'mute';

/** A state in a word and a shape; the colour only repeats it. */
export function Badge({ tone, icon, children }: { readonly tone: Tone; readonly icon?: IconName; readonly children: string }) {
  return <span className={`badge ${tone}`}>{icon ? <Icon name={icon} /> : <span className="dot" aria-hidden="true" />}{children}</span>;
}

const AGENTS: Readonly<Record<AgentState, { tone: Tone; icon?: IconName; text: string }>> = {
  ok: { tone: 'ok', icon: 'check', text: 'On time' },
  late: { tone: 'warn', icon: 'clock', text: 'Late' },
  failed: { tone: 'bad', icon: 'error', text: 'Failed' },
  never: { tone: 'mute', text: 'No backup yet' },
  offline: { tone: 'mute', icon: 'offline', text: 'Offline' },
};

export function AgentBadge({ state }: { readonly state: AgentState }) {
  const { tone, icon, text } = AGENTS[state];
  return <Badge tone={tone} {...(icon ? { icon } : {})}>{text}</Badge>;
}

const JOBS: Readonly<Record<JobState, { tone: Tone; icon?: IconName; text: string }>> = {
  queued: { tone: 'mute', icon: 'clock', text: 'Queued' },
  running: { tone: 'info', text: 'Running' },
  succeeded: { tone: 'ok', icon: 'check', text: 'Succeeded' },
  failed: { tone: 'bad', icon: 'error', text: 'Failed' },
  cancelled: { tone: 'mute', icon: 'close', text: 'Cancelled' },
};

export function JobBadge({ state }: { readonly state: JobState }) {
  const { tone, icon, text } = JOBS[state];
  return <Badge tone={tone} {...(icon ? { icon } : {})}>{text}</Badge>;
}

export function Tags({ tags }: { readonly tags: readonly string[] }) {
  if (tags.length === 0) {
    return null;
  }
  return <span className="tags">{tags.map((tag) => <bdi key={tag} className="tag">{tag}</bdi>)}</span>;
}
