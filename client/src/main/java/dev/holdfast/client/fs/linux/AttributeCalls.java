package dev.holdfast.client.fs.linux;

import java.lang.foreign.MemorySegment;

/**
 * Calls that read and set attributes. A negative result is an error number. Those by path follow symbolic links, except where the
 * name starts with l; values and lists of names go through the scratch buffer.
 */
final class AttributeCalls {
    private static final NativeFunction FLISTXATTR = NativeFunction.of("flistxattr");
    private static final NativeFunction LISTXATTR = NativeFunction.of("listxattr");
    private static final NativeFunction LLISTXATTR = NativeFunction.of("llistxattr");
    private static final NativeFunction FGETXATTR = NativeFunction.of("fgetxattr");
    private static final NativeFunction GETXATTR = NativeFunction.of("getxattr");
    private static final NativeFunction LGETXATTR = NativeFunction.of("lgetxattr");
    private static final NativeFunction FSETXATTR = NativeFunction.of("fsetxattr");
    private static final NativeFunction SETXATTR = NativeFunction.of("setxattr");
    private static final NativeFunction FREMOVEXATTR = NativeFunction.of("fremovexattr");
    private static final NativeFunction REMOVEXATTR = NativeFunction.of("removexattr");
    private static final NativeFunction FCHOWNAT = NativeFunction.of("fchownat");
    private static final NativeFunction FCHMOD = NativeFunction.of("fchmod");
    private static final NativeFunction CHMOD = NativeFunction.of("chmod");
    private static final NativeFunction FUTIMENS = NativeFunction.of("futimens");
    private static final NativeFunction UTIMENSAT = NativeFunction.of("utimensat");

    private AttributeCalls() {}

    static int flistxattr(Scratch scratch, int descriptor) {
        return list(FLISTXATTR, scratch, descriptor);
    }

    static int listxattr(Scratch scratch, MemorySegment path) {
        return list(LISTXATTR, scratch, path.address());
    }

    static int llistxattr(Scratch scratch, MemorySegment path) {
        return list(LLISTXATTR, scratch, path.address());
    }

    private static int list(NativeFunction function, Scratch scratch, long node) {
        return (int) function.callLong(scratch, node, scratch.buffer().address(), Scratch.BUFFER_BYTES);
    }

    static int fgetxattr(Scratch scratch, int descriptor, MemorySegment name) {
        return get(FGETXATTR, scratch, descriptor, name);
    }

    static int getxattr(Scratch scratch, MemorySegment path, MemorySegment name) {
        return get(GETXATTR, scratch, path.address(), name);
    }

    static int lgetxattr(Scratch scratch, MemorySegment path, MemorySegment name) {
        return get(LGETXATTR, scratch, path.address(), name);
    }

    private static int get(NativeFunction function, Scratch scratch, long node, MemorySegment name) {
        return (int) function.callLong(scratch, node, name.address(), scratch.buffer().address(), Scratch.BUFFER_BYTES);
    }

    static int fsetxattr(Scratch scratch, int descriptor, MemorySegment name, long length) {
        return FSETXATTR.call(scratch, descriptor, name.address(), scratch.buffer().address(), length, 0);
    }

    static int setxattr(Scratch scratch, MemorySegment path, MemorySegment name, long length) {
        return SETXATTR.call(scratch, path.address(), name.address(), scratch.buffer().address(), length, 0);
    }

    static int fremovexattr(Scratch scratch, int descriptor, MemorySegment name) {
        return FREMOVEXATTR.call(scratch, descriptor, name.address());
    }

    static int removexattr(Scratch scratch, MemorySegment path, MemorySegment name) {
        return REMOVEXATTR.call(scratch, path.address(), name.address());
    }

    /** Works on any descriptor, also of a symbolic link; -1 leaves a part as it is. */
    static int chown(Scratch scratch, int descriptor, int uid, int gid) {
        return FCHOWNAT.call(scratch, descriptor, scratch.empty.address(), uid, gid, Flags.AT_EMPTY_PATH);
    }

    static int fchmod(Scratch scratch, int descriptor, int mode) {
        return FCHMOD.call(scratch, descriptor, mode);
    }

    static int chmod(Scratch scratch, MemorySegment path, int mode) {
        return CHMOD.call(scratch, path.address(), mode);
    }

    /** Sets the times in {@link Scratch#times}. */
    static int futimens(Scratch scratch, int descriptor) {
        return FUTIMENS.call(scratch, descriptor, scratch.times.address());
    }

    /** Sets the times in {@link Scratch#times}. */
    static int utimens(Scratch scratch, MemorySegment path) {
        return UTIMENSAT.call(scratch, Flags.AT_CURRENT_DIRECTORY, path.address(), scratch.times.address(), 0);
    }
}
