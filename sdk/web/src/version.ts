/** The header in which client and server tell each other which rule set they know: `SEQUENCE-SHA256`. */
export const VERSION_HEADER = 'X-Flags-Version';

/** Whether a version was published after another; false if one of them cannot be read. */
export function isNewer(version: string, than: string): boolean {
  return sequence(version) > sequence(than);
}

function sequence(version: string): number {
  return /^\d+-/.test(version) ? Number.parseInt(version, 10) : Number.NaN;
}
