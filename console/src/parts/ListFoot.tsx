import type { ListView } from '../data/CursorList.ts';
import { counted } from '../format/numbers.ts';
import { Button } from './Button.tsx';
import { ErrorNote } from './states.tsx';

interface Props<T> {
  readonly view: ListView<T>;
  readonly one: string;
  readonly onMore: () => void;
}

/** How far a list was fetched, and the rest of it. */
export function ListFoot<T>({ view, one, onMore }: Props<T>) {
  const known = counted(view.items.length, one);
  return (
    <div className="list-foot">
      <ErrorNote error={view.items.length > 0 ? view.error : null} />
      <p role="status">{view.ended ? known : `${known} shown`}</p>
      {!view.ended && <Button onClick={onMore} busy={view.loading}>{view.error ? 'Try again' : 'Show more'}</Button>}
    </div>
  );
}
