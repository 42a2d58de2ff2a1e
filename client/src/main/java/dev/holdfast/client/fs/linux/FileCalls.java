package dev.holdfast.client.fs.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Calls that open nodes, state them and move their content. A negative result is an error number. */
final class FileCalls {
    private static final MethodHandle OPENAT =
            Linking.variadic("openat", 3, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = Linking.function("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle STATX =
            Linking.function("statx", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle GETDENTS64 =
            Linking.variadic("syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle PREAD =
            Linking.function("pread", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle PWRITE =
            Linking.function("pwrite", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle LSEEK = Linking.function("lseek", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle FTRUNCATE = Linking.function("ftruncate", JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle SYNCFS = Linking.function("syncfs", JAVA_INT, JAVA_INT);

    private FileCalls() {}

    static int openat(Scratch scratch, int directory, MemorySegment path, int flags, int mode) {
        try {
            int result;
            do {
                result = scratch.result((int) OPENAT.invokeExact(scratch.state, directory, path, flags, mode));
            } while (Errno.EINTR.is(result));
            return result;
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    /** Never repeated: the descriptor is gone whatever the result. */
    static int close(Scratch scratch, int descriptor) {
        try {
            return scratch.result((int) CLOSE.invokeExact(scratch.state, descriptor));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    /** Fills {@link Scratch#statx}. */
    static int statx(Scratch scratch, int directory, MemorySegment path, int flags) {
        try {
            return scratch.result((int)
                    STATX.invokeExact(scratch.state, directory, path, flags, Flags.STATX_BASIC, scratch.statx));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static long getdents64(Scratch scratch, int directory, MemorySegment buffer, long length) {
        try {
            return scratch.result(
                    (long) GETDENTS64.invokeExact(scratch.state, Flags.SYS_GETDENTS64, directory, buffer, length));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static long pread(Scratch scratch, int descriptor, MemorySegment buffer, long length, long position) {
        try {
            long result;
            do {
                result = scratch.result((long) PREAD.invokeExact(scratch.state, descriptor, buffer, length, position));
            } while (Errno.EINTR.is(result));
            return result;
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static long pwrite(Scratch scratch, int descriptor, MemorySegment buffer, long length, long position) {
        try {
            long result;
            do {
                result = scratch.result((long) PWRITE.invokeExact(scratch.state, descriptor, buffer, length, position));
            } while (Errno.EINTR.is(result));
            return result;
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static long lseek(Scratch scratch, int descriptor, long position, int whence) {
        try {
            return scratch.result((long) LSEEK.invokeExact(scratch.state, descriptor, position, whence));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static int ftruncate(Scratch scratch, int descriptor, long size) {
        try {
            return scratch.result((int) FTRUNCATE.invokeExact(scratch.state, descriptor, size));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static int syncfs(Scratch scratch, int descriptor) {
        try {
            return scratch.result((int) SYNCFS.invokeExact(scratch.state, descriptor));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }
}
