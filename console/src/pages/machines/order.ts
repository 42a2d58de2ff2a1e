import type { Agent, AgentState } from '../../api/types.ts';

const URGENCY: Readonly<Record<AgentState, number>> = { failed: 0, late: 1, never: 2, offline: 3, ok: 4 };

/** Those that need a person first; among equals the one without a good backup for longest. */
export function byUrgency(agents: readonly Agent[]): readonly Agent[] {
  return [...agents].sort((one, other) =>
    URGENCY[one.state] - URGENCY[other.state]
    || (one.last_success ?? '').localeCompare(other.last_success ?? '')
    || one.name.localeCompare(other.name));
}

/** The list with what an event told about one of its machines. */
export function withAgent(agents: readonly Agent[], agent: Agent): readonly Agent[] {
  const at = agents.findIndex((one) => one.id === agent.id);
  return at < 0 ? [...agents, agent] : agents.with(at, agent);
}
