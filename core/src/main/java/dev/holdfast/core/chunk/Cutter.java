package dev.holdfast.core.chunk;

/** Finds where the next chunk ends. */
public interface Cutter {
    /**
     * Length of the chunk that starts at {@code from}, between 1 and {@code to - from}. Unless {@code to} is the end of the
     * content, at least {@link #maxBytes()} must be there to look at, or the answer depends on how the content was read.
     *
     * @param data content
     * @param from first byte of the chunk
     * @param to end of what may be looked at
     */
    int cut(byte[] data, int from, int to);

    /** Shortest chunk in bytes, but for the last one of a file. */
    int minBytes();

    /** Longest chunk in bytes. */
    int maxBytes();
}
