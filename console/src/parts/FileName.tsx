import { useMemo } from 'react';
import { decodeBase64 } from '../format/base64.ts';
import { type Piece, piecesOfBytes, piecesOfText, plain } from '../format/name.ts';

/** A name out of a backup, which may hold anything: only ever text, in its own direction, with what can't be seen spelled out. */
export function FileName({ bytes, text }: { readonly bytes?: string; readonly text: string }) {
  const pieces = useMemo(() => {
    const exact = bytes === undefined ? null : decodeBase64(bytes);
    return exact === null ? piecesOfText(text) : piecesOfBytes(exact);
  }, [bytes, text]);
  return <Pieces of={pieces} />;
}

export function Pieces({ of }: { readonly of: readonly Piece[] }) {
  return (
    <bdi className="name" title={plain(of)}>
      {of.map((piece, at) => piece.escaped ? <span key={at} className="escape">{piece.text}</span> : piece.text)}
    </bdi>
  );
}
