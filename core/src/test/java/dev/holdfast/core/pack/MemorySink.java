package dev.holdfast.core.pack;

import dev.holdfast.core.protocol.PackSink;
import java.io.ByteArrayOutputStream;

/** Keeps what is written in memory, or only pretends to. */
final class MemorySink implements PackSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean discarding;

    byte[] bytes() {
        return bytes.toByteArray();
    }

    void discard() {
        discarding = true;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        if (!discarding) {
            bytes.write(source, offset, length);
        }
    }

    @Override
    public void commit() {
        discarding = true;
    }

    @Override
    public void close() {
        discarding = true;
    }
}
