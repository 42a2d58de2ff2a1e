/** The data the server speaks of, as written in the API contract. Times are RFC 3339 in UTC, sizes are bytes. */

export type Role = 'agent' | 'application' | 'reader' | 'operator' | 'admin';

export interface Session {
  readonly name: string;
  readonly kind: 'user' | 'token' | 'one_time';
  readonly role: Role;
  /** The only tenant of this sign-in; null when it reaches the whole server. */
  readonly tenant: string | null;
  readonly tenants: readonly string[];
  readonly csrf_token: string;
  readonly expires: string | null;
  readonly unlocked: readonly string[];
  readonly version: string;
}

export interface Tenant {
  readonly name: string;
  readonly created: string;
  readonly quota_bytes: number | null;
  readonly requests_per_second: number | null;
  readonly stored_bytes: number;
  readonly snapshots: number;
  readonly agents: number;
  readonly initialised: boolean;
  readonly encryption: 'client' | 'none' | null;
}

export interface Problem {
  readonly code: string;
  readonly message: string;
}

export interface Schedule {
  readonly name: string;
  readonly cron: string;
  readonly paths: readonly string[];
  readonly next: string | null;
}

export type AgentState = 'ok' | 'late' | 'failed' | 'never' | 'offline';

export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly version: string;
  readonly platform: string;
  readonly registered: string;
  readonly last_seen: string | null;
  readonly last_success: string | null;
  readonly last_outcome: string | null;
  readonly last_error: Problem | null;
  readonly schedules: readonly Schedule[];
  readonly next_due: string | null;
  readonly state: AgentState;
  readonly online: boolean;
  readonly snapshots: number;
  readonly bytes: number;
  readonly stored_bytes: number;
}

export interface AgentRef {
  readonly id: string;
  readonly name: string;
}

export interface Snapshot {
  readonly id: string;
  readonly short_id: string;
  readonly time: string;
  /** When the server took it in, by its own clock; null for one that was not sent to a server. */
  readonly server_time: string | null;
  readonly agent: AgentRef | null;
  readonly host: string;
  readonly user: string;
  readonly paths: readonly string[];
  /** The exact bytes of each path. */
  readonly paths_base64: readonly string[];
  readonly tags: readonly string[];
  readonly protected: boolean;
  readonly complete: boolean;
  readonly files: number;
  readonly directories: number;
  readonly others: number;
  readonly bytes: number;
  readonly new_bytes: number;
  readonly stored_bytes: number;
  readonly version: number;
}

export type EntryKind = 'file' | 'directory' | 'symlink' | 'fifo' | 'socket' | 'character' | 'block';

export interface Entry {
  readonly name: string;
  readonly name_base64: string;
  readonly path_base64: string;
  readonly kind: EntryKind;
  readonly size: number;
  readonly modified: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly user: string | null;
  readonly group: string | null;
  readonly target?: string | null;
  readonly links: number;
  readonly inode: number;
}

export interface EntryPage {
  readonly path: string;
  readonly entries: readonly Entry[];
  readonly next: string | null;
}

export interface FileVersion {
  readonly entry: Entry;
  /** Newest first. */
  readonly snapshots: readonly { readonly id: string; readonly short_id: string; readonly time: string; readonly host: string }[];
  readonly change: 'first' | 'content' | 'attributes' | 'type' | 'returned';
}

/** Newest version first; where machines share the repository, one machine after another. */
export interface FileHistory {
  readonly versions: readonly FileVersion[];
  /** Whether all snapshots were looked at, and not only the newest. */
  readonly complete: boolean;
}

export type ChangeKind = 'added' | 'removed' | 'content' | 'attributes' | 'type';

export interface Change {
  readonly change: ChangeKind;
  readonly path: string;
  readonly path_base64: string;
  readonly before: Entry | null;
  readonly after: Entry | null;
}

export interface DiffSummary {
  readonly added: number;
  readonly removed: number;
  readonly content: number;
  readonly attributes: number;
  readonly type: number;
  readonly bytes_before: number;
  readonly bytes_after: number;
}

export interface DiffPage {
  readonly changes: readonly Change[];
  readonly summary?: DiffSummary | null;
  readonly next: string | null;
}

export type JobKind = 'collect' | 'scrub' | 'retention' | 'restore' | 'backup';
export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  readonly tenant: string;
  readonly agent: string | null;
  readonly state: JobState;
  readonly progress: { readonly done: number; readonly total: number; readonly unit: string } | null;
  readonly attempts: number;
  readonly created: string;
  readonly started: string | null;
  readonly ended: string | null;
  readonly by: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly error: Problem | null;
}

export interface Retention {
  readonly keep_last: number | null;
  readonly keep_hourly: number | null;
  readonly keep_daily: number | null;
  readonly keep_weekly: number | null;
  readonly keep_monthly: number | null;
  readonly keep_yearly: number | null;
  readonly keep_within: string | null;
  readonly schedule: string | null;
}

export interface Policy {
  readonly retention: Retention;
  readonly minimum_age_days: number;
  readonly collection: { readonly schedule: string | null; readonly max_unused_percent: number };
  readonly scrub: { readonly schedule: string | null; readonly percent_per_run: number };
  readonly late_after_hours: number;
  readonly version: number;
}

export interface Approval {
  readonly id: string;
  readonly kind: 'unprotect' | 'minimum_age';
  readonly object: string;
  readonly requested_by: string;
  readonly requested: string;
  readonly effective_after: string;
  readonly state: 'pending' | 'approved' | 'rejected';
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface Token {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly agent: string | null;
  readonly created: string;
  readonly created_by: string;
  readonly expires: string | null;
  readonly last_used: string | null;
  readonly revoked: boolean;
}

export interface NewToken extends Token {
  /** The token itself; the server tells it only in this one answer. */
  readonly token: string;
}

export interface User {
  readonly name: string;
  readonly role: Role;
  readonly created: string;
  readonly last_sign_in: string | null;
  readonly disabled: boolean;
}

export interface AuditRecord {
  readonly id: string;
  readonly time: string;
  readonly actor: string;
  readonly actor_kind: string;
  readonly role: string;
  readonly action: string;
  readonly object: string;
  readonly outcome: string;
  readonly address: string;
  readonly request_id: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface Storage {
  readonly counted: string;
  readonly packs: number;
  readonly pack_bytes: number;
  readonly condemned_packs: number;
  readonly condemned_bytes: number;
  readonly garbage_bytes: number | null;
  readonly chunks: number;
  readonly index_bytes: number;
  readonly source_bytes: number;
  readonly dedup_ratio: number;
  readonly snapshots: number;
  readonly filter: {
    readonly epoch: string;
    readonly entries: number;
    readonly bytes: number;
    readonly false_positive_rate: number;
  } | null;
  readonly last_collection: Job | null;
  readonly last_scrub: Job | null;
  readonly damaged_chunks: number;
  readonly quota_bytes: number | null;
}

export interface StorageSample {
  readonly time: string;
  readonly stored_bytes: number;
  readonly source_bytes: number;
  readonly snapshots: number;
  readonly chunks: number;
}

export interface ErrorBody {
  readonly error: {
    readonly code: string;
    readonly kind: string;
    readonly message: string;
    readonly next: string | null;
    readonly request_id: string | null;
  };
}

/** One page of a list that goes on at `next`. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
