package dev.holdfast.client.fs.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.fs.FsException.Reason;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** The native memory of one thread: two zero-terminated strings, a statx record, two times, the error number and a buffer. */
final class Scratch {
    /** Size of {@link #buffer()}: no extended attribute or list of them is longer than a quarter of it. */
    static final int BUFFER_BYTES = 256 * 1024;

    private static final int STRING_BYTES = 8192;
    private static final int STATX_BYTES = 256;
    private static final int TIMES_BYTES = 32;
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    /** Filled by every call that captures the error number. */
    final MemorySegment state;

    final MemorySegment first;
    final MemorySegment second;
    final MemorySegment empty;
    final MemorySegment statx;
    final MemorySegment times;
    private final Arena arena = Arena.ofAuto();
    private @Nullable MemorySegment buffer;

    private Scratch() {
        state = arena.allocate(64, 8);
        first = arena.allocate(STRING_BYTES, 8);
        second = arena.allocate(STRING_BYTES, 8);
        empty = arena.allocate(8, 8);
        statx = arena.allocate(STATX_BYTES, 8);
        times = arena.allocate(TIMES_BYTES, 8);
    }

    static Scratch ofThread() {
        return OF_THREAD.get();
    }

    /** Room for file content, directory entries and extended attributes; holds nothing from one call to the next. */
    MemorySegment buffer() {
        MemorySegment made = buffer;
        if (made == null) {
            made = arena.allocate(BUFFER_BYTES, 4096);
            buffer = made;
        }
        return made;
    }

    MemorySegment first(byte[] text) {
        return put(first, text, 0, text.length);
    }

    MemorySegment first(byte[] text, int from, int to) {
        return put(first, text, from, to - from);
    }

    MemorySegment second(byte[] text) {
        return put(second, text, 0, text.length);
    }

    /** The path of an open descriptor in {@code /proc}, into the first string. */
    MemorySegment descriptorPath(int descriptor) {
        return first(DescriptorPath.of(descriptor, null));
    }

    /** The path of a child of an open directory in {@code /proc}, into the first string. */
    MemorySegment descriptorPath(int directory, byte[] child) {
        return first(DescriptorPath.of(directory, child));
    }

    /** The time into both entries of the times. */
    MemorySegment times(long seconds, int nanos) {
        times.set(JAVA_LONG, 0, seconds);
        times.set(JAVA_LONG, 8, nanos);
        times.set(JAVA_LONG, 16, seconds);
        times.set(JAVA_LONG, 24, nanos);
        return times;
    }

    /** The result of a call, or its negative error number. */
    int result(int returned) {
        return returned >= 0 ? returned : -state.get(JAVA_INT, 0);
    }

    /** The result of a call, or its negative error number. */
    long result(long returned) {
        return returned >= 0 ? returned : -state.get(JAVA_INT, 0);
    }

    /** A copy of the first bytes of the buffer. */
    byte[] copyOfBuffer(int length) {
        byte[] copy = new byte[length];
        MemorySegment.copy(buffer(), JAVA_BYTE, 0, copy, 0, length);
        return copy;
    }

    /** Overwrites the start of the buffer. */
    void fillBuffer(byte[] source, int offset, int length) {
        MemorySegment.copy(source, offset, buffer(), ValueLayout.JAVA_BYTE, 0, length);
    }

    private static MemorySegment put(MemorySegment string, byte[] text, int from, int length) {
        if (length >= STRING_BYTES) {
            throw new FsException(Reason.NAME_TOO_LONG, "a name or target of " + length + " bytes", null);
        }
        MemorySegment.copy(text, from, string, JAVA_BYTE, 0, length);
        string.set(JAVA_BYTE, length, (byte) 0);
        return string;
    }
}
