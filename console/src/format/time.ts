const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const day = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric' });
const dayAndTime = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
const everything = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

/** Day and minute in the reader's time zone. */
export function dateTime(time: string): string {
  return shown(time, dayAndTime);
}

export function date(time: string): string {
  return shown(time, day);
}

/** Everything there is to say about a time, for a title. */
export function fullTime(time: string): string {
  return shown(time, everything);
}

/** "4 minutes ago", "in 3 hours", "now": the largest unit alone. */
export function relative(time: string, now: number): string {
  const at = Date.parse(time);
  if (Number.isNaN(at)) {
    return time;
  }
  const distance = Math.abs(now - at);
  if (distance < MINUTE) {
    return at > now ? 'in a moment' : 'just now';
  }
  const text = span(distance);
  return at > now ? `in ${text}` : `${text} ago`;
}

/** How long it took: 4.6 s, 12 min 3 s, 2 h 40 min. */
export function duration(millis: number): string {
  const seconds = Math.max(0, millis) / 1000;
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  if (whole < 3600) {
    return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  }
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

export function millisOf(time: string | null): number | null {
  const at = time === null ? Number.NaN : Date.parse(time);
  return Number.isNaN(at) ? null : at;
}

function span(distance: number): string {
  if (distance < HOUR) {
    return plural(Math.round(distance / MINUTE), 'minute');
  }
  if (distance < 2 * DAY) {
    return plural(Math.round(distance / HOUR), 'hour');
  }
  if (distance < 60 * DAY) {
    return plural(Math.round(distance / DAY), 'day');
  }
  return distance < 730 * DAY ? plural(Math.round(distance / (30.44 * DAY)), 'month') : plural(Math.round(distance / (365.25 * DAY)), 'year');
}

function plural(value: number, unit: string): string {
  return `${value} ${unit}${value === 1 ? '' : 's'}`;
}

function shown(time: string, format: Intl.DateTimeFormat): string {
  const at = Date.parse(time);
  return Number.isNaN(at) ? time : format.format(at);
}
