/** Flags as the server speaks of them; see "The API" in docs/flags.md. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A flag in flagd's format. Documents come from people, so anything but the variants may be missing. */
export interface FlagDefinition {
  readonly state?: 'ENABLED' | 'DISABLED';
  readonly variants?: Readonly<Record<string, Json>>;
  readonly defaultVariant?: string | null;
  readonly targeting?: Json;
  readonly prerequisites?: Readonly<Record<string, Json>>;
  readonly metadata?: Readonly<Record<string, Json>>;
}

export interface FlagDocument {
  readonly flags: Readonly<Record<string, FlagDefinition>>;
}

export interface FlagEnvironment {
  readonly project: string;
  readonly name: string;
  readonly approval: 'none' | 'four_eyes';
  readonly evaluation: 'known' | 'open';
  readonly origins: readonly string[];
  readonly flags_version: string;
  readonly sequence: number;
  readonly flags: number;
  readonly endpoint: string;
}

export interface FlagProject {
  readonly name: string;
  readonly environments: readonly FlagEnvironment[];
}

export interface FlagVersion {
  readonly flags_version: string;
  readonly sequence: number;
  readonly time: string;
  readonly author: string;
  readonly approver: string | null;
  readonly reason: string;
  readonly origin: string;
  readonly changed: readonly string[];
}

export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly part: string;
  readonly name: string;
  readonly before: Json | null;
  readonly after: Json | null;
  /** Where inside the two differ, as JSON pointers. */
  readonly places: readonly string[];
}

export type FlagEdit =
  | { readonly kind: 'serve'; readonly flag: string; readonly variant: string }
  | { readonly kind: 'enable' | 'disable' | 'remove'; readonly flag: string }
  | { readonly kind: 'put'; readonly flag: string; readonly definition: Json }
  | { readonly kind: 'stage'; readonly flag: string; readonly stage: string; readonly variant: string; readonly otherwise: string; readonly group?: string; readonly bucket_by?: string };

export type FlagChangeState = 'pending' | 'scheduled' | 'applied' | 'rejected' | 'withdrawn' | 'failed';

export interface FlagChange {
  readonly id: string;
  readonly state: FlagChangeState;
  readonly kind: 'edits' | 'document' | 'rollback' | 'rollout';
  readonly flags: readonly string[];
  readonly edits: readonly FlagEdit[];
  readonly author: string;
  readonly reason: string;
  readonly base: number;
  readonly asked: string;
  readonly due: string | null;
  readonly decider: string | null;
  readonly outcome: string;
  readonly sequence: number | null;
}

export type RolloutState = 'running' | 'stopped' | 'finished' | 'cancelled';

export interface FlagRollout {
  readonly id: string;
  readonly flag: string;
  readonly variant: string;
  readonly state: RolloutState;
  readonly percent: number;
  readonly percents: readonly number[];
  readonly pause_seconds: number;
  readonly since: string;
  readonly metric: string | null;
  readonly why: string;
  readonly author: string;
  readonly reason: string;
}

/** One operation of a rule, and what it gave. */
export interface ExplainStep {
  readonly pointer: string;
  readonly depth: number;
  readonly operator: string;
  readonly given: Json | null;
  readonly value: Json | null;
}

/** Another flag that doesn't give what is needed. */
export interface Unmet {
  readonly flag: string;
  readonly wanted: readonly string[];
  readonly given: string | null;
  readonly reason: string;
}

export interface Explanation {
  readonly flag: string;
  readonly flags_version: string;
  readonly value: Json | null;
  readonly variant: string | null;
  readonly reason: string;
  readonly error_code: string | null;
  readonly message: string | null;
  readonly unmet: readonly Unmet[];
  readonly steps: readonly ExplainStep[];
}

export type StaleReason = 'expired' | 'finished' | 'full' | 'unchanged';

export interface StaleFlag {
  readonly flag: string;
  readonly reasons: readonly StaleReason[];
  readonly owner: string;
  readonly changed: string | null;
}

/** Why a document can't be served, and where. */
export interface FlagProblem {
  readonly pointer: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly next: string;
}

/** What came of asking for a change. */
export type FlagOutcome =
  | { readonly outcome: 'published' | 'unchanged'; readonly sequence: number; readonly changed: readonly string[] }
  | { readonly outcome: 'waits'; readonly change: FlagChange };
