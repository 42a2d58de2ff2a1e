/** One piece of a name: text that may be shown as it is, or something unseen or misleading, spelled out. */
export interface Piece {
  readonly text: string;
  readonly escaped: boolean;
}

// Controls, format characters (bidi overrides, zero-width), line separators, private and unassigned code points, and every
// space but the ordinary one: nothing of it can be told apart by eye, and some of it reorders the text around it.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' };
const SPACE = 0x20;
const TILDE = 0x7e;
const LONGEST_NAME = 255;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The pieces of a name given by its exact bytes. */
export function piecesOfBytes(bytes: Uint8Array): readonly Piece[] {
  if (isOrdinary(bytes)) {
    return bytes.length === 0 ? [] : [{ text: String.fromCharCode(...bytes), escaped: false }];
  }
  const found = new Pieces();
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    const text = length === 0 ? null : decoded(bytes.subarray(at, at + length));
    if (text === null) {
      found.escape(`\\x${hex(bytes[at] ?? 0, 2)}`);
      at += 1;
    } else {
      found.letter(text);
      at += length;
    }
  }
  return found.done();
}

/** The pieces of a name of which only the text is known. */
export function piecesOfText(text: string): readonly Piece[] {
  const found = new Pieces();
  for (const letter of text) {
    found.letter(letter);
  }
  return found.done();
}

/** The same as one string, for titles and labels, where a piece can't be marked. */
export function plain(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.text).join('');
}

class Pieces {
  readonly #pieces: Piece[] = [];
  #run = '';

  letter(letter: string): void {
    if (UNSEEN.test(letter)) {
      this.escape(SHORT[letter] ?? codeOf(letter));
    } else {
      this.#run += letter;
    }
  }

  escape(text: string): void {
    this.#flush();
    this.#pieces.push({ text, escaped: true });
  }

  done(): readonly Piece[] {
    const trailing = /( +)$/.exec(this.#run)?.[1]?.length ?? 0;
    this.#run = trailing === 0 ? this.#run : this.#run.slice(0, -trailing);
    this.#flush();
    if (trailing > 0) {
      this.#pieces.push({ text: '␠'.repeat(trailing), escaped: true });
    }
    return this.#pieces;
  }

  #flush(): void {
    if (this.#run !== '') {
      this.#pieces.push({ text: this.#run, escaped: false });
      this.#run = '';
    }
  }
}

function codeOf(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  return code < 0x80 ? `\\x${hex(code, 2)}` : `\\u{${hex(code, 4)}}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

/** Nearly every name: visible ASCII that doesn't end in a space. A list of many is fast because of it. */
function isOrdinary(bytes: Uint8Array): boolean {
  return bytes.length <= LONGEST_NAME && bytes.every((byte) => byte >= SPACE && byte <= TILDE) && bytes.at(-1) !== SPACE;
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  return at + length > bytes.length ? 0 : length;
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}
