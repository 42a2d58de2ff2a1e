const REASONS: Readonly<Record<string, string>> = {
  STATIC: 'The flag has no rule.',
  TARGETING_MATCH: 'Its rule chose the variant.',
  SPLIT: 'Its rule chose by a pseudorandom assignment.',
  DEFAULT: 'Its rule chose nothing, so the default applies.',
  DISABLED: 'The flag is switched off as a whole.',
  ERROR: 'It could not be evaluated.',
};

/** Why somebody gets a value, as OpenFeature names it, in a sentence. */
export function reasonInWords(reason: string): string {
  return REASONS[reason] ?? '';
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A pause in its largest whole unit: "1 day", "90 minutes". */
export function pauseInWords(seconds: number): string {
  const [size, unit] = seconds % DAY === 0 ? [DAY, 'day'] : seconds % HOUR === 0 ? [HOUR, 'hour'] : seconds % MINUTE === 0 ? [MINUTE, 'minute'] : [1, 'second'];
  const value = seconds / size;
  return `${value} ${unit}${value === 1 ? '' : 's'}`;
}

/** Steps such as "1, 5, 25, 50, 100"; null unless they are whole, rise and stay within 1 to 100. */
export function percentsOf(text: string): readonly number[] | null {
  const parts = text.split(/[,\s]+/).filter((part) => part !== '');
  const values = parts.map(Number);
  const sound = values.length > 0 && values.every((value, at) => Number.isInteger(value) && value >= 1 && value <= 100 && value > (values[at - 1] ?? 0));
  return sound ? values : null;
}
