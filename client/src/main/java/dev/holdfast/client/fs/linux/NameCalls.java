package dev.holdfast.client.fs.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Calls that make, rename and remove directory entries. A negative result is an error number. */
final class NameCalls {
    private static final MethodHandle MKDIRAT = Linking.function("mkdirat", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SYMLINKAT = Linking.function("symlinkat", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    private static final MethodHandle READLINKAT =
            Linking.function("readlinkat", JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle LINKAT =
            Linking.function("linkat", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle MKNODAT =
            Linking.function("mknodat", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG);
    private static final MethodHandle RENAMEAT =
            Linking.function("renameat", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    private static final MethodHandle UNLINKAT = Linking.function("unlinkat", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);

    private NameCalls() {}

    static int mkdirat(Scratch scratch, int directory, MemorySegment name, int mode) {
        try {
            return scratch.result((int) MKDIRAT.invokeExact(scratch.state, directory, name, mode));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static int symlinkat(Scratch scratch, MemorySegment target, int directory, MemorySegment name) {
        try {
            return scratch.result((int) SYMLINKAT.invokeExact(scratch.state, target, directory, name));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    /** Puts the target into the buffer, without a terminator. */
    static int readlinkat(Scratch scratch, int directory, MemorySegment name) {
        try {
            long length = Scratch.BUFFER_BYTES;
            return (int) scratch.result(
                    (long) READLINKAT.invokeExact(scratch.state, directory, name, scratch.buffer(), length));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    /** Links a symbolic link itself. */
    static int linkat(Scratch scratch, int from, MemorySegment existing, int directory, MemorySegment name) {
        try {
            return scratch.result((int) LINKAT.invokeExact(scratch.state, from, existing, directory, name, 0));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static int mknodat(Scratch scratch, int directory, MemorySegment name, int typeAndMode, long device) {
        try {
            return scratch.result((int) MKNODAT.invokeExact(scratch.state, directory, name, typeAndMode, device));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static int renameat(Scratch scratch, int directory, MemorySegment from, MemorySegment to) {
        try {
            return scratch.result((int) RENAMEAT.invokeExact(scratch.state, directory, from, directory, to));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static int unlinkat(Scratch scratch, int directory, MemorySegment name, int flags) {
        try {
            return scratch.result((int) UNLINKAT.invokeExact(scratch.state, directory, name, flags));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }
}
