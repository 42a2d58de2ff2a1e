package dev.holdfast.client.fs.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A function of the C library. Each takes a few integers and addresses and returns an integer, so one downcall of six machine words serves
 * all: Java makes code for a downcall when it starts, and did so for 70 ms when every signature had its own. The calling conventions of
 * 64-bit Linux allow it: these arguments travel in registers, also variadic ones; a function reads those that it knows, and of an
 * {@code int} the lower half.
 */
final class NativeFunction {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle CALL = link();

    private final MemorySegment address;

    private NativeFunction(MemorySegment address) {
        this.address = address;
    }

    static NativeFunction of(String name) {
        return new NativeFunction(LINKER.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("the C library lacks " + name)));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link() {
        FunctionDescriptor words =
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        return LINKER.downcallHandle(words, Linker.Option.captureCallState("errno"));
    }

    /** Calls a function that returns an {@code int}; a negative result is an error number. */
    int call(Scratch scratch, long a) {
        return call(scratch, a, 0, 0, 0, 0);
    }

    int call(Scratch scratch, long a, long b) {
        return call(scratch, a, b, 0, 0, 0);
    }

    int call(Scratch scratch, long a, long b, long c) {
        return call(scratch, a, b, c, 0, 0);
    }

    int call(Scratch scratch, long a, long b, long c, long d) {
        return call(scratch, a, b, c, d, 0);
    }

    int call(Scratch scratch, long a, long b, long c, long d, long e) {
        return scratch.result((int) words(scratch, a, b, c, d, e));
    }

    /** Calls a function that returns a {@code long}; a negative result is an error number. */
    long callLong(Scratch scratch, long a, long b, long c) {
        return callLong(scratch, a, b, c, 0);
    }

    long callLong(Scratch scratch, long a, long b, long c, long d) {
        return scratch.result(words(scratch, a, b, c, d, 0));
    }

    /** Calls a function that returns its error number. */
    int error(Scratch scratch, long a, long b, long c, long d, long e) {
        return (int) words(scratch, a, b, c, d, e);
    }

    private long words(Scratch scratch, long a, long b, long c, long d, long e) {
        try {
            return (long) CALL.invokeExact(address, scratch.state, a, b, c, d, e, 0L);
        } catch (Error | RuntimeException unchecked) {
            throw unchecked;
        } catch (Throwable thrown) {
            throw new IllegalStateException("a native call failed to link", thrown);
        }
    }
}
