import type { Entry, Plain, Setting, SettingType } from '../api/configuration.ts';

const SIZE = /^(\d{1,15}) ?(?:([kmgt])(?:i?b)?|b)?$/i;
const SIZE_UNITS = 'KMGT';
const PART = /(\d{1,9})(min|ms|[wdhs])/y;
const MILLIS: Readonly<Record<string, number>> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, min: 60_000, s: 1000, ms: 1 };
const LARGEST = 2 ** 53;

/** The number of bytes that "10M" means; null if it means none. */
export function bytesOf(text: string): number | null {
  const found = SIZE.exec(text.trim());
  if (!found) {
    return null;
  }
  const unit = found[2]?.toUpperCase();
  const size = Number(found[1]) * (unit === undefined ? 1 : 1024 ** (SIZE_UNITS.indexOf(unit) + 1));
  return size <= LARGEST ? size : null;
}

/** The shortest exact text for a number of bytes: 10M. */
export function sizeText(size: number): string {
  let value = size;
  let unit = -1;
  while (value !== 0 && value % 1024 === 0 && unit + 1 < SIZE_UNITS.length) {
    value /= 1024;
    unit += 1;
  }
  return `${value}${SIZE_UNITS[unit] ?? ''}`;
}

/** The milliseconds that "1min30s" means; null if it means none. */
export function millisOfText(text: string): number | null {
  const seen = new Set<string>();
  let sum = 0;
  PART.lastIndex = 0;
  for (let found = PART.exec(text); found; found = PART.exec(text)) {
    const unit = found[2] ?? '';
    if (seen.has(unit)) {
      return null;
    }
    seen.add(unit);
    sum += Number(found[1]) * (MILLIS[unit] ?? 0);
    if (PART.lastIndex === text.length) {
      return sum;
    }
  }
  return null;
}

export interface Bounds {
  readonly from: string;
  readonly to: string;
  readonly unit: string;
}

/** The ends and the unit in "1 to 1000 requests"; null where values are no range. */
export function boundsOf({ type, bounds }: Pick<Setting, 'type' | 'bounds'>): Bounds | null {
  const found = type === 'integer' || type === 'bytes' || type === 'duration' ? /^(\S+) to (\S+)(?: (.+))?$/.exec(bounds) : null;
  return found ? { from: found[1] ?? '', to: found[2] ?? '', unit: found[3] ?? '' } : null;
}

/** A value as somebody would type it. */
export function typed(type: SettingType, value: Plain): string {
  if (Array.isArray(value)) {
    return value.join(', ');
  }
  return type === 'bytes' && typeof value === 'number' ? sizeText(value) : String(value ?? '');
}

export type Read = { readonly value: Plain } | { readonly wrong: string };

/** The value that a typed text means, or what to write instead. The server has the last word. */
export function readTyped(setting: Pick<Setting, 'type' | 'bounds'>, text: string): Read {
  const { type } = setting;
  const wanted = text.trim();
  const wrong = { wrong: `Write ${setting.bounds}.` };
  switch (type) {
    case 'boolean':
      return wanted === 'true' || wanted === 'false' ? { value: wanted === 'true' } : wrong;
    case 'integer':
      return /^\d{1,15}$/.test(wanted) && within(setting, Number(wanted), Number) ? { value: Number(wanted) } : wrong;
    case 'bytes': {
      const size = bytesOf(wanted);
      return size !== null && within(setting, size, bytesOf) ? { value: size } : wrong;
    }
    case 'duration': {
      const millis = millisOfText(wanted);
      return millis !== null && within(setting, millis, millisOfText) ? { value: wanted } : wrong;
    }
    case 'list':
      return { value: wanted === '' ? [] : wanted.split(/\s*,\s*/) };
    case 'choice':
    case 'text':
      return wanted === '' ? wrong : { value: wanted };
  }
}

function within(setting: Pick<Setting, 'type' | 'bounds'>, value: number, read: (text: string) => number | null): boolean {
  const bounds = boundsOf(setting);
  const from = bounds && read(bounds.from);
  const to = bounds && read(bounds.to);
  return (from === null || value >= from) && (to === null || value <= to);
}

/** A value with its unit, for reading. */
export function shownValue(setting: Pick<Setting, 'type' | 'bounds'>, value: Plain): string {
  const text = typed(setting.type, value);
  if (text === '') {
    return 'none';
  }
  const unit = setting.type === 'integer' ? boundsOf(setting)?.unit ?? '' : '';
  return unit === '' ? text : `${text} ${unit}`;
}

/** Whom a stage reaches: "cell eu-1 and 10 % of the others". */
export function reach({ cells = [], percent = 0 }: { readonly cells?: readonly string[]; readonly percent?: number }): string {
  const named = cells.length === 0 ? '' : `${cells.length === 1 ? 'cell' : 'cells'} ${cells.join(', ')}`;
  const part = percent === 0 ? '' : `${percent} % of ${named === '' ? 'all' : 'the others'}`;
  return [named, part].filter((one) => one !== '').join(' and ');
}

/** What is said about a setting, in one line. */
export function shownEntry(setting: Pick<Setting, 'type' | 'bounds'> | undefined, entry: Entry | null): string {
  const kind = setting ?? { type: 'text' as const, bounds: '' };
  const everywhere = entry?.value === undefined ? 'default' : shownValue(kind, entry.value);
  return entry?.stage ? `${everywhere}; ${shownValue(kind, entry.stage.value)} for ${reach(entry.stage)}` : everywhere;
}
