import type { Json } from '../../api/flagTypes.ts';

/** A place in a text; lines and columns count from 1. */
export interface Place {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export type Read =
  | { readonly ok: true; readonly value: Json; readonly places: ReadonlyMap<string, Place> }
  | { readonly ok: false; readonly message: string; readonly place: Place };

class Unreadable extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const DEPTH = 64;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/**
 * Reads JSON and remembers where each value stands, by its JSON pointer: the server's problems name pointers, a person looks for lines.
 * A name that stands twice in an object is refused, where the browser's own reading would drop one without a word.
 */
export function readJson(text: string): Read {
  const places = new Map<string, Place>();
  const reader = new Reader(text, (pointer, offset) => places.set(pointer, placeAt(text, offset)));
  try {
    return { ok: true, value: reader.document(), places };
  } catch (thrown) {
    if (thrown instanceof Unreadable) {
      return { ok: false, message: thrown.message, place: placeAt(text, thrown.offset) };
    }
    throw thrown;
  }
}

/** The place of a pointer, or of the innermost thing around it that is there. */
export function placeOf(places: ReadonlyMap<string, Place>, pointer: string): Place {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const place = places.get(at);
    if (place) {
      return place;
    }
  }
  return places.get('') ?? { offset: 0, line: 1, column: 1 };
}

export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { offset, line, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}

/** A step of a pointer as it is written in one. */
export function escapeStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

class Reader {
  readonly #text: string;
  readonly #found: (pointer: string, offset: number) => void;
  #at = 0;

  constructor(text: string, found: (pointer: string, offset: number) => void) {
    this.#text = text;
    this.#found = found;
  }

  document(): Json {
    const value = this.#value('', 0);
    this.#space();
    if (this.#at < this.#text.length) {
      throw new Unreadable('Something stands after the end of the JSON.', this.#at);
    }
    return value;
  }

  #value(pointer: string, depth: number): Json {
    this.#space();
    if (depth > DEPTH) {
      throw new Unreadable(`This is nested more than ${DEPTH} times.`, this.#at);
    }
    this.#found(pointer, this.#at);
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(pointer, depth);
      case '[':
        return this.#list(pointer, depth);
      case '"':
        return this.#string('a text');
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #object(pointer: string, depth: number): Json {
    const members = new Map<string, Json>();
    this.#at += 1;
    for (let first = true; !this.#ends('}', first); first = false) {
      this.#space();
      const start = this.#at;
      const name = this.#string('the name of a member, in quotes,');
      if (members.has(name)) {
        throw new Unreadable(`“${name}” stands twice in the same object.`, start);
      }
      this.#space();
      this.#expect(':');
      members.set(name, this.#value(`${pointer}/${escapeStep(name)}`, depth + 1));
    }
    return Object.fromEntries(members);
  }

  #list(pointer: string, depth: number): Json {
    const elements: Json[] = [];
    this.#at += 1;
    for (let first = true; !this.#ends(']', first); first = false) {
      elements.push(this.#value(`${pointer}/${elements.length}`, depth + 1));
    }
    return elements;
  }

  /** Whether the object or list ends here; if not, steps over the comma before the next. */
  #ends(close: string, first: boolean): boolean {
    this.#space();
    if (this.#text[this.#at] === close) {
      this.#at += 1;
      return true;
    }
    if (!first) {
      this.#expect(',', close);
      this.#space();
      if (this.#text[this.#at] === close) {
        throw new Unreadable(`After a comma something has to come, not ${close}`, this.#at);
      }
    }
    return false;
  }

  #expect(...one: readonly string[]): void {
    if (this.#text[this.#at] !== one[0]) {
      throw new Unreadable(`Here ${one.join(' or ')} has to stand.`, this.#at);
    }
    this.#at += 1;
  }

  #string(what: string): string {
    return JSON.parse(this.#match(STRING, `Here ${what} has to stand.`)) as string;
  }

  #number(): number {
    return Number(this.#match(NUMBER, this.#at >= this.#text.length ? 'The JSON ends too early.' : 'This is no JSON value.'));
  }

  #match(pattern: RegExp, message: string): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) {
      throw new Unreadable(message, this.#at);
    }
    this.#at += found.length;
    return found;
  }

  #word<T extends Json>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) {
      throw new Unreadable('This is no JSON value.', this.#at);
    }
    this.#at += word.length;
    return value;
  }

  #space(): void {
    while (' \t\r\n'.includes(this.#text[this.#at] ?? 'x')) {
      this.#at += 1;
    }
  }
}
