package dev.holdfast.core.tree;

import dev.holdfast.core.id.Fingerprint;

/** A stretch of a file's content, in order. */
public sealed interface Piece {
    /** Bytes of the file that this piece stands for; at least 1. */
    long length();

    /** Content in a DATA chunk of exactly this length. */
    record Data(Fingerprint chunk, long length) implements Piece {}

    /** A stretch of zeros that takes no space in the source. */
    record Hole(long length) implements Piece {}

    /** More pieces, in a LIST chunk, that add up to this length. */
    record Sublist(Fingerprint chunk, long length) implements Piece {}
}
