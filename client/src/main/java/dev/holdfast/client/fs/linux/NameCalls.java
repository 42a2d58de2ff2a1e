package dev.holdfast.client.fs.linux;

import java.lang.foreign.MemorySegment;

/** Calls that make, rename and remove directory entries. A negative result is an error number. */
final class NameCalls {
    private static final NativeFunction MKDIRAT = NativeFunction.of("mkdirat");
    private static final NativeFunction SYMLINKAT = NativeFunction.of("symlinkat");
    private static final NativeFunction READLINKAT = NativeFunction.of("readlinkat");
    private static final NativeFunction LINKAT = NativeFunction.of("linkat");
    private static final NativeFunction MKNODAT = NativeFunction.of("mknodat");
    private static final NativeFunction RENAMEAT = NativeFunction.of("renameat");
    private static final NativeFunction UNLINKAT = NativeFunction.of("unlinkat");

    private NameCalls() {}

    static int mkdirat(Scratch scratch, int directory, MemorySegment name, int mode) {
        return MKDIRAT.call(scratch, directory, name.address(), mode);
    }

    static int symlinkat(Scratch scratch, MemorySegment target, int directory, MemorySegment name) {
        return SYMLINKAT.call(scratch, target.address(), directory, name.address());
    }

    /** Puts the target into the buffer, without a terminator. */
    static int readlinkat(Scratch scratch, int directory, MemorySegment name) {
        return (int) READLINKAT.callLong(
                scratch, directory, name.address(), scratch.buffer().address(), Scratch.BUFFER_BYTES);
    }

    /** Links a symbolic link itself. */
    static int linkat(Scratch scratch, int from, MemorySegment existing, int directory, MemorySegment name) {
        return LINKAT.call(scratch, from, existing.address(), directory, name.address(), 0);
    }

    static int mknodat(Scratch scratch, int directory, MemorySegment name, int typeAndMode, long device) {
        return MKNODAT.call(scratch, directory, name.address(), typeAndMode, device);
    }

    static int renameat(Scratch scratch, int directory, MemorySegment from, MemorySegment to) {
        return RENAMEAT.call(scratch, directory, from.address(), directory, to.address());
    }

    static int unlinkat(Scratch scratch, int directory, MemorySegment name, int flags) {
        return UNLINKAT.call(scratch, directory, name.address(), flags);
    }
}
