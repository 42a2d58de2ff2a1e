package dev.holdfast.client.mount.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/** The request that a thread read last, seen through its native memory. Offsets count from the end of the header. */
final class Request {
    /** Length of the header before every request's own part. */
    static final int HEADER_BYTES = 40;

    private static final int OPCODE = 4;
    private static final int UNIQUE = 8;
    private static final int NODE = 16;
    private static final int USER = 24;

    private final MemorySegment memory;
    private long length;

    Request(MemorySegment memory) {
        this.memory = memory;
    }

    MemorySegment memory() {
        return memory;
    }

    /** Says how much was read. */
    void filled(long bytes) {
        length = bytes;
    }

    int opcode() {
        return memory.get(JAVA_INT_UNALIGNED, OPCODE);
    }

    long unique() {
        return memory.get(JAVA_LONG_UNALIGNED, UNIQUE);
    }

    /** The node that the request is about. */
    long node() {
        return memory.get(JAVA_LONG_UNALIGNED, NODE);
    }

    /** The user on whose behalf it is made. */
    int user() {
        return memory.get(JAVA_INT_UNALIGNED, USER);
    }

    int u32(int offset) {
        return memory.get(JAVA_INT_UNALIGNED, HEADER_BYTES + offset);
    }

    long u64(int offset) {
        return memory.get(JAVA_LONG_UNALIGNED, HEADER_BYTES + offset);
    }

    /** The zero-terminated name that starts at the offset. */
    byte[] name(int offset) {
        long start = (long) HEADER_BYTES + offset;
        long end = start;
        while (end < length && memory.get(JAVA_BYTE, end) != 0) {
            end++;
        }
        return memory.asSlice(start, end - start).toArray(JAVA_BYTE);
    }
}
