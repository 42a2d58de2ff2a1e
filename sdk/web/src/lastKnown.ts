import { type Answer, readAnswer } from './answer.ts';
import { isRecord } from './canonical.ts';

const FORMAT = 1;
const MOST_CONTEXTS = 8;
const OLDEST_MILLIS = 30 * 24 * 3_600_000;

/** The answers kept in the browser, one for each context. Storage that is missing, forbidden, full or corrupt is as good as empty. */
export class LastKnown {
  readonly #prefix: string;
  readonly #storage: () => Storage | undefined;

  constructor(prefix: string, storage: () => Storage | undefined) {
    this.#prefix = prefix;
    this.#storage = storage;
  }

  read(key: string, base: URL, now: number): Answer | undefined {
    return this.#attempt((storage) => {
      const text = storage.getItem(this.#prefix + key);
      const stored: unknown = text === null ? undefined : JSON.parse(text);
      if (!isRecord(stored) || stored['format'] !== FORMAT || typeof stored['at'] !== 'number' || now - stored['at'] > OLDEST_MILLIS) {
        return undefined;
      }
      const { etag, version, at } = stored;
      const around = { etag: typeof etag === 'string' ? etag : undefined, version: typeof version === 'string' ? version : undefined, at };
      return readAnswer(stored['body'], around, base);
    });
  }

  write(key: string, { body, etag, version, at }: Answer): void {
    const text = JSON.stringify({ format: FORMAT, at, etag, version, body });
    const name = this.#prefix + key;
    this.#attempt((storage) => {
      const others = this.#names(storage).filter((other) => other !== name);
      this.#dropEldest(storage, others);
      try {
        storage.setItem(name, text);
      } catch {
        // What is there is known to be outdated, so it goes even if the new does not fit.
        [...others, name].forEach((each) => storage.removeItem(each));
        storage.setItem(name, text);
      }
    });
  }

  /** Removes the answers of every context, and lets the other pages of this site know that the visitor has left. */
  leave(random: number): void {
    this.forget();
    this.#attempt((storage) => {
      // Other pages hear of writing, and only of another value than before.
      storage.setItem(this.left, String(random));
      storage.removeItem(this.left);
    });
  }

  /** Removes the answers of every context. */
  forget(): void {
    this.#attempt((storage) => this.#names(storage).forEach((name) => storage.removeItem(name)));
  }

  /** The name under which pages tell each other that the visitor has left. */
  get left(): string {
    return `${this.#prefix}left`;
  }

  #names(storage: Storage): string[] {
    return Array.from({ length: storage.length }, (_, at) => storage.key(at)).filter((name) => name !== null && name.startsWith(this.#prefix)) as string[];
  }

  #dropEldest(storage: Storage, names: readonly string[]): void {
    if (names.length >= MOST_CONTEXTS) {
      const aged = names.map((name) => ({ name, at: age(storage.getItem(name)) })).sort((a, b) => a.at - b.at);
      aged.slice(0, names.length - MOST_CONTEXTS + 1).forEach(({ name }) => storage.removeItem(name));
    }
  }

  #attempt<T>(act: (storage: Storage) => T): T | undefined {
    try {
      const storage = this.#storage();
      return storage && act(storage);
    } catch {
      return undefined;
    }
  }
}

/** When an entry was written; a corrupt one is the eldest. */
function age(text: string | null): number {
  try {
    const stored: unknown = JSON.parse(text ?? '');
    return isRecord(stored) && typeof stored['at'] === 'number' ? stored['at'] : 0;
  } catch {
    return 0;
  }
}
