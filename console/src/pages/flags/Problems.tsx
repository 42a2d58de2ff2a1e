import type { FlagProblem } from '../../api/flagTypes.ts';
import { Button } from '../../parts/Button.tsx';
import { within } from './definition.ts';
import { type Place, placeOf, readJson } from './jsonText.ts';

/** A problem at its place in the text that a person looks at. */
export interface Found {
  readonly place: Place;
  readonly pointer: string;
  readonly message: string;
  readonly next: string;
}

/** The server's problems, whose lines are those of the whole document, at their places in the text of the flag. */
export function problemsIn(key: string, text: string, problems: readonly FlagProblem[]): readonly Found[] {
  const read = readJson(text);
  return problems.map((problem) => {
    const pointer = within(key, problem);
    const place = pointer !== null && read.ok ? placeOf(read.places, pointer) : { offset: 0, line: 1, column: 1 };
    return { place, pointer: pointer ?? problem.pointer, message: problem.message, next: problem.next };
  });
}

interface Props {
  readonly found: readonly Found[];
  /** Whether the text is another one by now than the one they are about. */
  readonly isStale: boolean;
  readonly onJump: (found: Found) => void;
}

export function Problems({ found, isStale, onJump }: Props) {
  return (
    <div aria-live="polite">
      {found.length > 0 && (
        <>
          {isStale && <p className="hint">What the server said about the text before your last changes:</p>}
          <ul className="problems">
            {found.map((one) => (
              <li key={`${one.place.offset} ${one.pointer} ${one.message}`}>
                <Button look="quiet" onClick={() => onJump(one)}>Line {one.place.line}, column {one.place.column}</Button>
                <span>{one.pointer !== '' && <code>{one.pointer}</code>} {one.message}{one.next !== '' && <small>{one.next}</small>}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
