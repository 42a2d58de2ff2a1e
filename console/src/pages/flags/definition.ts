import type { FlagDefinition, FlagOutcome, FlagProblem, FlagVersion, Json } from '../../api/flagTypes.ts';
import { escapeStep } from './jsonText.ts';

/** A flag with its name, and what its metadata says in words. */
export interface NamedFlag {
  readonly key: string;
  readonly flag: FlagDefinition;
  readonly owner: string;
  readonly stage: string;
}

export function namedFlags(flags: Readonly<Record<string, FlagDefinition>>): readonly NamedFlag[] {
  return Object.entries(flags)
    .map(([key, flag]) => ({ key, flag, owner: textOf(flag.metadata?.['owner']), stage: textOf(flag.metadata?.['stage']) }))
    .toSorted((one, other) => one.key < other.key ? -1 : 1);
}

/** Whether each word of a search stands in the name, the owner or the stage. */
export function fits({ key, owner, stage }: NamedFlag, search: string): boolean {
  const all = `${key} ${owner} ${stage}`.toLowerCase();
  return search.toLowerCase().split(/\s+/).every((word) => all.includes(word));
}

export function isOn(flag: FlagDefinition): boolean {
  return (flag.state ?? 'ENABLED') === 'ENABLED';
}

/** What everybody gets, in a line: the variant, shares, or that a rule decides. */
export function served(flag: FlagDefinition): string {
  if (!isOn(flag)) {
    return 'the program’s own default';
  }
  const otherwise = flag.defaultVariant ?? null;
  if (!hasRule(flag) && Object.keys(flag.prerequisites ?? {}).length === 0) {
    return otherwise ?? 'the program’s own default';
  }
  const split = Object.keys(flag.prerequisites ?? {}).length > 0 ? null : shares(flag.targeting);
  if (split !== null) {
    return split.map(({ variant, percent }) => `${variant} ${percent} %`).join(', ');
  }
  return otherwise === null ? 'by rule' : `by rule, else ${otherwise}`;
}

export function hasRule(flag: FlagDefinition): boolean {
  const rule = flag.targeting;
  return typeof rule === 'object' && rule !== null && Object.keys(rule).length > 0;
}

export interface Share {
  readonly variant: string;
  readonly percent: number;
}

/** The shares of a rule that assigns everybody by weights and does nothing else; null for any other. */
export function shares(rule: Json | undefined): readonly Share[] | null {
  const parts = member(rule, 'fractional');
  if (!Array.isArray(parts)) {
    return null;
  }
  const weighed = (parts as readonly Json[]).map(weight);
  // The first part may say by what people are assigned.
  const shown = weighed[0] === null ? weighed.slice(1) : weighed;
  const total = shown.reduce((sum, part) => sum + (part?.weight ?? 0), 0);
  if (total <= 0 || shown.includes(null)) {
    return null;
  }
  return shown.filter((part) => part !== null).map((part) => ({ variant: part.variant, percent: Math.round(part.weight / total * 1000) / 10 }));
}

function weight(part: Json): { readonly variant: string; readonly weight: number } | null {
  const [variant, given] = Array.isArray(part) ? part as readonly Json[] : [];
  return typeof variant === 'string' ? { variant, weight: typeof given === 'number' ? given : 1 } : null;
}

/** When each flag was last changed, out of versions that come newest first. */
export function lastChanges(versions: readonly FlagVersion[]): ReadonlyMap<string, FlagVersion> {
  const last = new Map<string, FlagVersion>();
  for (const version of versions) {
    for (const key of version.changed) {
      if (!last.has(key)) {
        last.set(key, version);
      }
    }
  }
  return last;
}

/** The variant that “off” means, as the server reads it; null where only switching the flag off as a whole is left. */
export function offSwitch(flag: FlagDefinition): string | null {
  const variants = flag.variants ?? {};
  if (Object.hasOwn(variants, 'off')) {
    return 'off';
  }
  const meant = Object.entries(variants).filter(([, value]) => value === false);
  return meant.length === 1 ? meant[0]?.[0] ?? null : null;
}

const WIDTH = 88;

/** A flag as it is edited: what fits into a line stands in one, so that a rule reads as a rule. */
export function written(flag: FlagDefinition | Json): string {
  return laidOut(flag as Json, '', 'broken');
}

function laidOut(value: Json, indent: string, how: 'broken' | 'fitting'): string {
  const line = inLine(value);
  if (typeof value !== 'object' || value === null || (how === 'fitting' && indent.length + line.length <= WIDTH) || line.length === 2) {
    return line;
  }
  const deeper = `${indent}  `;
  const parts = Array.isArray(value)
    ? (value as readonly Json[]).map((element) => laidOut(element, deeper, 'fitting'))
    : Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${laidOut(member, deeper, 'fitting')}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`;
}

function inLine(value: Json): string {
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value);
  }
  return Array.isArray(value)
    ? `[${(value as readonly Json[]).map(inLine).join(', ')}]`
    : `{${Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${inLine(member)}`).join(', ')}}`;
}

/** A pointer into a whole document as one into the flag; null when it is about something else. */
export function within(key: string, { pointer }: FlagProblem): string | null {
  const flag = `/flags/${escapeStep(key)}`;
  return pointer === flag || pointer.startsWith(`${flag}/`) ? pointer.slice(flag.length) : null;
}

/** What came of a change, for the notice. */
export function told(outcome: FlagOutcome): string {
  switch (outcome.outcome) {
    case 'published':
      return `Published as version ${outcome.sequence}.`;
    case 'unchanged':
      return `It was so already, in version ${outcome.sequence}.`;
    case 'waits':
      return outcome.change.state === 'scheduled' ? 'Nothing is published yet: it waits for its time.' : 'Nothing is published yet: it waits for another person.';
  }
}

/** A value in one line, cut where it gets long. */
export function brief(value: Json | undefined, most = 80): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function member(value: Json | undefined, name: string): Json | undefined {
  const only = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value as Record<string, Json>) : [];
  return only.length === 1 && only[0]?.[0] === name ? only[0][1] : undefined;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** Where a flag stands: switched off as a whole, off or on for everybody, or decided by its rule. */
export function standing(flag: FlagDefinition): 'disabled' | 'rule' | 'off' | 'on' {
  if (!isOn(flag)) {
    return 'disabled';
  }
  if (hasRule(flag)) {
    return 'rule';
  }
  return flag.defaultVariant != null && flag.variants?.[flag.defaultVariant] === false ? 'off' : 'on';
}
