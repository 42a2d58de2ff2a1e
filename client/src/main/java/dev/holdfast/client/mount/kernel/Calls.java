package dev.holdfast.client.mount.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The calls of the C library that mounting and serving need, for one thread. A negative result is an error number.
 *
 * <p>None of them is linked as critical: each may wait for long, and a critical call holds up the whole process.
 */
final class Calls {
    private static final MethodHandle OPEN = variadic("open", 2, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle READ = function("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle WRITE = function("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle MOUNT =
            function("mount", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle UMOUNT2 = function("umount2", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETEUID = function("geteuid", JAVA_INT);
    private static final MethodHandle GETEGID = function("getegid", JAVA_INT);

    private final Arena arena;
    private final MemorySegment state;

    Calls(Arena arena) {
        this.arena = arena;
        this.state = arena.allocate(64, 8);
    }

    int open(String path, int flags) {
        try {
            MemorySegment text = arena.allocateFrom(path);
            return result((int) OPEN.invokeExact(state, text, flags));
        } catch (Throwable thrown) {
            throw broken(thrown);
        }
    }

    /** Never repeated: the descriptor is gone whatever the result. */
    int close(int descriptor) {
        try {
            return result((int) CLOSE.invokeExact(state, descriptor));
        } catch (Throwable thrown) {
            throw broken(thrown);
        }
    }

    long read(int descriptor, MemorySegment buffer, long length) {
        try {
            return result((long) READ.invokeExact(state, descriptor, buffer, length));
        } catch (Throwable thrown) {
            throw broken(thrown);
        }
    }

    long write(int descriptor, MemorySegment buffer, long length) {
        try {
            return result((long) WRITE.invokeExact(state, descriptor, buffer, length));
        } catch (Throwable thrown) {
            throw broken(thrown);
        }
    }

    int mount(String source, String target, String type, long flags, String options) {
        try {
            return result((int) MOUNT.invokeExact(
                    state,
                    arena.allocateFrom(source),
                    arena.allocateFrom(target),
                    arena.allocateFrom(type),
                    flags,
                    arena.allocateFrom(options)));
        } catch (Throwable thrown) {
            throw broken(thrown);
        }
    }

    int umount2(String target, int flags) {
        try {
            return result((int) UMOUNT2.invokeExact(state, arena.allocateFrom(target), flags));
        } catch (Throwable thrown) {
            throw broken(thrown);
        }
    }

    int effectiveUser() {
        try {
            return (int) GETEUID.invokeExact(state);
        } catch (Throwable thrown) {
            throw broken(thrown);
        }
    }

    int effectiveGroup() {
        try {
            return (int) GETEGID.invokeExact(state);
        } catch (Throwable thrown) {
            throw broken(thrown);
        }
    }

    /** The result of a call, or its negative error number. */
    int result(int returned) {
        return returned >= 0 ? returned : -state.get(JAVA_INT, 0);
    }

    private long result(long returned) {
        return returned >= 0 ? returned : -state.get(JAVA_INT, 0);
    }

    /** The memory that takes the error number. */
    MemorySegment state() {
        return state;
    }

    /** A function that leaves its error number in the memory which goes before its own arguments. */
    @SuppressWarnings("restricted")
    static MethodHandle function(String name, MemoryLayout returned, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                address(linker, name),
                FunctionDescriptor.of(returned, arguments),
                Linker.Option.captureCallState("errno"));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle variadic(String name, int fixed, MemoryLayout returned, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                address(linker, name),
                FunctionDescriptor.of(returned, arguments),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(fixed));
    }

    private static MemorySegment address(Linker linker, String name) {
        return linker.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("the C library lacks " + name));
    }

    /** What a call that cannot throw has thrown. */
    static RuntimeException broken(Throwable thrown) {
        return switch (thrown) {
            case Error error -> throw error;
            case RuntimeException unchecked -> unchecked;
            default -> new IllegalStateException("a native call failed to link", thrown);
        };
    }
}
