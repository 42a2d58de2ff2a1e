/*
 * SHA-256 (FIPS 180-4), here because the browser's own is asynchronous and does not exist on plain http: the last known flags must be found
 * before the first paint, and a weaker hash could hand one visitor the flags of another.
 */
const FRACTION = 2 ** 32;

const primes: readonly number[] = (() => {
  const found: number[] = [];
  for (let candidate = 2; found.length < 64; candidate++) {
    if (found.every((prime) => candidate % prime !== 0)) {
      found.push(candidate);
    }
  }
  return found;
})();

/** The first 32 bits of the fraction of a root, which is how the standard defines its constants. */
function fraction(root: number): number {
  return (root % 1) * FRACTION | 0;
}

const ROUNDS = primes.map((prime) => fraction(Math.cbrt(prime)));
const START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

/** The digest of a text's UTF-8, in hex. */
export function sha256(text: string): string {
  const words = padded(new TextEncoder().encode(text));
  const state = Int32Array.from(START);
  for (let at = 0; at < words.length; at += 16) {
    compress(state, schedule(words.subarray(at, at + 16)));
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function padded(bytes: Uint8Array): Int32Array {
  const words = new Int32Array(((bytes.length + 8 >> 6) + 1) * 16);
  bytes.forEach((byte, at) => put(words, at, byte));
  put(words, bytes.length, 0x80);
  words[words.length - 2] = Math.floor(bytes.length / 2 ** 29);
  words[words.length - 1] = bytes.length << 3;
  return words;
}

function put(words: Int32Array, at: number, byte: number): void {
  words[at >> 2]! |= byte << 24 - 8 * (at & 3);
}

function turn(word: number, bits: number): number {
  return word >>> bits | word << 32 - bits;
}

function schedule(block: Int32Array): Int32Array {
  const words = new Int32Array(64);
  words.set(block);
  for (let at = 16; at < 64; at++) {
    const early = words[at - 15]!;
    const late = words[at - 2]!;
    words[at] = words[at - 16]! + (turn(early, 7) ^ turn(early, 18) ^ early >>> 3)
      + words[at - 7]! + (turn(late, 17) ^ turn(late, 19) ^ late >>> 10);
  }
  return words;
}

function compress(state: Int32Array, words: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let at = 0; at < 64; at++) {
    const first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + ROUNDS[at]! + words[at]!;
    const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c);
    [a, b, c, d, e, f, g, h] = [first + second | 0, a, b, c, d + first | 0, e, f, g];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => {
    state[at]! += word;
  });
}
