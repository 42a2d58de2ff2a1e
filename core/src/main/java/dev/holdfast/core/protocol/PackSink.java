package dev.holdfast.core.protocol;

/** A pack that is being written. Belongs to one thread until it is handed over for {@link #commit()}. */
public interface PackSink extends AutoCloseable {
    /** Appends bytes. */
    void write(byte[] source, int offset, int length);

    /** Makes everything written durable and visible under the pack's id; returns only when it is both. */
    void commit();

    /** Gives the pack up if it was not committed. */
    @Override
    void close();
}
