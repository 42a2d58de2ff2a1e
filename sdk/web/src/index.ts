export { FlagsClient, openFlags, type Options } from './client.ts';
export type { Cancel, Clock, EventStream, Page, Surroundings } from './surroundings.ts';
export type { Change, Context, Details, FlagValue, Guard, GuardedChange, Source, State, Times, Widened } from './types.ts';
export { VERSION_HEADER } from './version.ts';
