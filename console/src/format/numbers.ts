const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });

export function count(value: number): string {
  return whole.format(value);
}

/** "1 file", "2,400 files". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${whole.format(value)} ${value === 1 ? one : many}`;
}

/** How many times smaller what is stored is: 3.4×. */
export function ratio(value: number): string {
  return Number.isFinite(value) && value > 0 ? `${value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2)}×` : '–';
}

/** A share between 0 and 1 in per cent; tiny ones keep two significant digits. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0 || value >= 10) {
    return `${Math.round(value)} %`;
  }
  return `${value >= 1 ? value.toFixed(1) : Number(value.toPrecision(2))} %`;
}

/** Permission bits as ls shows them, without the kind: rwxr-x---. */
export function permissions(mode: number): string {
  const letters = 'rwxrwxrwx';
  let text = '';
  for (let bit = 0; bit < 9; bit += 1) {
    text += mode & (1 << (8 - bit)) ? letters[bit] : '-';
  }
  return special(special(special(text, mode & 0o4000, 2, 's'), mode & 0o2000, 5, 's'), mode & 0o1000, 8, 't');
}

function special(text: string, set: number, at: number, letter: string): string {
  if (!set) {
    return text;
  }
  return text.slice(0, at) + (text[at] === 'x' ? letter : letter.toUpperCase()) + text.slice(at + 1);
}
