import { decodeBase64, encodeBase64, encodeText } from './base64.ts';
import { type Piece, piecesOfBytes } from './name.ts';

export const ROOT = encodeText('/');
const SLASH = 0x2f;

export interface Step {
  readonly pieces: readonly Piece[];
  /** The whole path up to and with this step. */
  readonly path: string;
}

/** The steps from the root to a path, which is given by its exact bytes. */
export function steps(path: string): readonly Step[] {
  const bytes = decodeBase64(path) ?? new Uint8Array();
  const found: Step[] = [];
  let start = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    if (at === bytes.length || bytes[at] === SLASH) {
      if (at > start) {
        found.push({ pieces: piecesOfBytes(bytes.subarray(start, at)), path: encodeBase64(bytes.subarray(0, at)) });
      }
      start = at + 1;
    }
  }
  return found;
}

/** The directory a path is in; the root's is the root. */
export function parentOf(path: string): string {
  return steps(path).at(-2)?.path ?? ROOT;
}

export function sameName(one: string, other: string): boolean {
  return one.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')
    === other.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
}

/** All of a path as pieces, for one line of text. */
export function piecesOfPath(path: string): readonly Piece[] {
  return piecesOfBytes(decodeBase64(path) ?? new Uint8Array());
}
