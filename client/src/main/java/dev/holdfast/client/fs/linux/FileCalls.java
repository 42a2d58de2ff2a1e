package dev.holdfast.client.fs.linux;

import java.lang.foreign.MemorySegment;

/** Calls that open nodes, state them and move their content. A negative result is an error number. */
final class FileCalls {
    private static final NativeFunction OPENAT = NativeFunction.of("openat");
    private static final NativeFunction CLOSE = NativeFunction.of("close");
    private static final NativeFunction STATX = NativeFunction.of("statx");
    private static final NativeFunction SYSCALL = NativeFunction.of("syscall");
    private static final NativeFunction PREAD = NativeFunction.of("pread");
    private static final NativeFunction PWRITE = NativeFunction.of("pwrite");
    private static final NativeFunction LSEEK = NativeFunction.of("lseek");
    private static final NativeFunction FTRUNCATE = NativeFunction.of("ftruncate");
    private static final NativeFunction SYNCFS = NativeFunction.of("syncfs");

    private FileCalls() {}

    static int openat(Scratch scratch, int directory, MemorySegment path, int flags, int mode) {
        int result;
        do {
            result = OPENAT.call(scratch, directory, path.address(), flags, mode);
        } while (Errno.EINTR.is(result));
        return result;
    }

    /** Never repeated: the descriptor is gone whatever the result. */
    static int close(Scratch scratch, int descriptor) {
        return CLOSE.call(scratch, descriptor);
    }

    /** Fills {@link Scratch#statx}. */
    static int statx(Scratch scratch, int directory, MemorySegment path, int flags) {
        return STATX.call(scratch, directory, path.address(), flags, Flags.STATX_BASIC, scratch.statx.address());
    }

    static long getdents64(Scratch scratch, int directory, MemorySegment buffer, long length) {
        return SYSCALL.callLong(scratch, Flags.SYS_GETDENTS64, directory, buffer.address(), length);
    }

    static long pread(Scratch scratch, int descriptor, MemorySegment buffer, long length, long position) {
        long result;
        do {
            result = PREAD.callLong(scratch, descriptor, buffer.address(), length, position);
        } while (Errno.EINTR.is(result));
        return result;
    }

    static long pwrite(Scratch scratch, int descriptor, MemorySegment buffer, long length, long position) {
        long result;
        do {
            result = PWRITE.callLong(scratch, descriptor, buffer.address(), length, position);
        } while (Errno.EINTR.is(result));
        return result;
    }

    static long lseek(Scratch scratch, int descriptor, long position, int whence) {
        return LSEEK.callLong(scratch, descriptor, position, whence);
    }

    static int ftruncate(Scratch scratch, int descriptor, long size) {
        return FTRUNCATE.call(scratch, descriptor, size);
    }

    static int syncfs(Scratch scratch, int descriptor) {
        return SYNCFS.call(scratch, descriptor);
    }
}
