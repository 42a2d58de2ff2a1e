package dev.holdfast.core.protocol;

import dev.holdfast.core.id.Digest;

/** A pack that is being written. Belongs to one thread until it is handed over for {@link #commit()}. */
public interface PackSink extends AutoCloseable {
    /** Appends bytes. */
    void write(byte[] source, int offset, int length);

    /** Makes everything written durable and visible under the pack's id; returns only when it is both. */
    void commit();

    /** The same for who knows the SHA-256 of what was written, which then need not be computed once more. */
    default void commit(Digest digest) {
        commit();
    }

    /** Gives the pack up if it was not committed. */
    @Override
    void close();
}
