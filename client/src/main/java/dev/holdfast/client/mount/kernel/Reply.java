package dev.holdfast.client.mount.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/** The answer under construction in a thread's native memory, behind the header that is put before it last. */
public final class Reply {
    /** Most content that one answer can carry: the longest read that the kernel is allowed to ask for. */
    static final int MAX_CONTENT_BYTES = 1 << 20;

    static final int HEADER_BYTES = 16;

    private static final int ERROR = 4;
    private static final int UNIQUE = 8;

    private final MemorySegment memory;
    private long end = HEADER_BYTES;

    Reply(MemorySegment memory) {
        this.memory = memory;
    }

    MemorySegment memory() {
        return memory;
    }

    /** Throws away what was written so far. */
    void reset() {
        end = HEADER_BYTES;
    }

    /** Bytes of content so far. */
    int contentBytes() {
        return (int) (end - HEADER_BYTES);
    }

    Reply u16(int value) {
        memory.set(JAVA_SHORT_UNALIGNED, end, (short) value);
        end += Short.BYTES;
        return this;
    }

    Reply u32(int value) {
        memory.set(JAVA_INT_UNALIGNED, end, value);
        end += Integer.BYTES;
        return this;
    }

    Reply u64(long value) {
        memory.set(JAVA_LONG_UNALIGNED, end, value);
        end += Long.BYTES;
        return this;
    }

    /** Adds bytes of an array. */
    public Reply bytes(byte[] source, int offset, int length) {
        MemorySegment.copy(source, offset, memory, JAVA_BYTE, end, length);
        end += length;
        return this;
    }

    /** Adds zeros. */
    public Reply zeros(int length) {
        memory.asSlice(end, length).fill((byte) 0);
        end += length;
        return this;
    }

    /** Puts the header before the content and gives the length of the whole. */
    long finish(long unique) {
        return header(unique, 0);
    }

    /** Makes it the answer that refuses the request. */
    long refuse(long unique, Errno errno) {
        reset();
        return header(unique, -errno.number());
    }

    private long header(long unique, int error) {
        memory.set(JAVA_INT_UNALIGNED, 0, (int) end);
        memory.set(JAVA_INT_UNALIGNED, ERROR, error);
        memory.set(JAVA_LONG_UNALIGNED, UNIQUE, unique);
        return end;
    }
}
