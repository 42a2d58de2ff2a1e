package dev.holdfast.client.fs.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Calls that read and set attributes. A negative result is an error number. Those by path follow symbolic links, except where the
 * name starts with l; values and lists of names go through the scratch buffer.
 */
final class AttributeCalls {
    private static final MethodHandle FLISTXATTR =
            Linking.function("flistxattr", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle LISTXATTR = Linking.function("listxattr", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle LLISTXATTR =
            Linking.function("llistxattr", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle FGETXATTR =
            Linking.function("fgetxattr", JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle GETXATTR =
            Linking.function("getxattr", JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle LGETXATTR =
            Linking.function("lgetxattr", JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle FSETXATTR =
            Linking.function("fsetxattr", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SETXATTR =
            Linking.function("setxattr", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle FREMOVEXATTR = Linking.function("fremovexattr", JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle REMOVEXATTR = Linking.function("removexattr", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle FCHOWNAT =
            Linking.function("fchownat", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle FCHMOD = Linking.function("fchmod", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle CHMOD = Linking.function("chmod", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle FUTIMENS = Linking.function("futimens", JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle UTIMENSAT =
            Linking.function("utimensat", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);

    private AttributeCalls() {}

    static int flistxattr(Scratch scratch, int descriptor) {
        try {
            long room = Scratch.BUFFER_BYTES;
            return (int) scratch.result((long) FLISTXATTR.invokeExact(scratch.state, descriptor, scratch.buffer(), room));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static int listxattr(Scratch scratch, MemorySegment path) {
        try {
            long room = Scratch.BUFFER_BYTES;
            return (int) scratch.result((long) LISTXATTR.invokeExact(scratch.state, path, scratch.buffer(), room));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static int llistxattr(Scratch scratch, MemorySegment path) {
        try {
            long room = Scratch.BUFFER_BYTES;
            return (int) scratch.result((long) LLISTXATTR.invokeExact(scratch.state, path, scratch.buffer(), room));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static int fgetxattr(Scratch scratch, int descriptor, MemorySegment name) {
        try {
            long room = Scratch.BUFFER_BYTES;
            return (int) scratch.result(
                    (long) FGETXATTR.invokeExact(scratch.state, descriptor, name, scratch.buffer(), room));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static int getxattr(Scratch scratch, MemorySegment path, MemorySegment name) {
        try {
            long room = Scratch.BUFFER_BYTES;
            return (int) scratch.result((long) GETXATTR.invokeExact(scratch.state, path, name, scratch.buffer(), room));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static int lgetxattr(Scratch scratch, MemorySegment path, MemorySegment name) {
        try {
            long room = Scratch.BUFFER_BYTES;
            return (int) scratch.result((long) LGETXATTR.invokeExact(scratch.state, path, name, scratch.buffer(), room));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static int fsetxattr(Scratch scratch, int descriptor, MemorySegment name, long length) {
        try {
            return scratch.result(
                    (int) FSETXATTR.invokeExact(scratch.state, descriptor, name, scratch.buffer(), length, 0));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static int setxattr(Scratch scratch, MemorySegment path, MemorySegment name, long length) {
        try {
            return scratch.result((int) SETXATTR.invokeExact(scratch.state, path, name, scratch.buffer(), length, 0));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static int fremovexattr(Scratch scratch, int descriptor, MemorySegment name) {
        try {
            return scratch.result((int) FREMOVEXATTR.invokeExact(scratch.state, descriptor, name));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static int removexattr(Scratch scratch, MemorySegment path, MemorySegment name) {
        try {
            return scratch.result((int) REMOVEXATTR.invokeExact(scratch.state, path, name));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    /** Works on any descriptor, also of a symbolic link; -1 leaves a part as it is. */
    static int chown(Scratch scratch, int descriptor, int uid, int gid) {
        try {
            return scratch.result((int)
                    FCHOWNAT.invokeExact(scratch.state, descriptor, scratch.empty, uid, gid, Flags.AT_EMPTY_PATH));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static int fchmod(Scratch scratch, int descriptor, int mode) {
        try {
            return scratch.result((int) FCHMOD.invokeExact(scratch.state, descriptor, mode));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    static int chmod(Scratch scratch, MemorySegment path, int mode) {
        try {
            return scratch.result((int) CHMOD.invokeExact(scratch.state, path, mode));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    /** Sets the times in {@link Scratch#times}. */
    static int futimens(Scratch scratch, int descriptor) {
        try {
            return scratch.result((int) FUTIMENS.invokeExact(scratch.state, descriptor, scratch.times));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }

    /** Sets the times in {@link Scratch#times}. */
    static int utimens(Scratch scratch, MemorySegment path) {
        try {
            return scratch.result((int)
                    UTIMENSAT.invokeExact(scratch.state, Flags.AT_CURRENT_DIRECTORY, path, scratch.times, 0));
        } catch (Throwable thrown) {
            throw Linking.broken(thrown);
        }
    }
}
