import { useNow } from '../data/useNow.ts';
import { bytes, exactBytes } from '../format/bytes.ts';
import { dateTime, date, fullTime, relative } from '../format/time.ts';

interface Props {
  readonly at: string | null;
  readonly look?: 'relative' | 'full' | 'date';
  readonly none?: string;
}

/** A time in the reader's zone, with all of it in the title. */
export function Time({ at, look = 'full', none = 'never' }: Props) {
  if (at === null) {
    return <span className="faint">{none}</span>;
  }
  return look === 'relative'
    ? <Relative at={at} />
    : <time dateTime={at} title={fullTime(at)}>{look === 'date' ? date(at) : dateTime(at)}</time>;
}

function Relative({ at }: { readonly at: string }) {
  const now = useNow();
  return <time dateTime={at} title={fullTime(at)}>{relative(at, now)}</time>;
}

/** A size in binary units, with every byte of it in the title. */
export function Size({ of }: { readonly of: number | null }) {
  if (of === null) {
    return <span className="faint">unknown</span>;
  }
  return <span className="size" title={exactBytes(of)}>{bytes(of)}</span>;
}
