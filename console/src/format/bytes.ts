const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;
const exactly = new Intl.NumberFormat();

/** A size in binary units with three significant digits: 819 MiB, 1.25 TiB. */
export function bytes(size: number): string {
  let value = Math.abs(size);
  let unit = 0;
  while (unit < UNITS.length - 1 && rounded(value) >= 1024) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${size < 0 ? '−' : ''}${value.toFixed(digits)} ${UNITS[unit]}`;
}

/** The same size, to the byte, for a title. */
export function exactBytes(size: number): string {
  return `${exactly.format(size)} ${size === 1 ? 'byte' : 'bytes'}`;
}

function rounded(value: number): number {
  return value >= 99.95 ? Math.round(value) : value;
}
