package dev.holdfast.client.fs.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Finds functions of the C library and makes them callable. */
final class Linking {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option CAPTURE_ERRNO = Linker.Option.captureCallState("errno");

    private Linking() {}

    /** A function that leaves its error number in the memory which goes before its own arguments. */
    @SuppressWarnings("restricted")
    static MethodHandle function(String name, MemoryLayout returned, MemoryLayout... arguments) {
        return LINKER.downcallHandle(address(name), FunctionDescriptor.of(returned, arguments), CAPTURE_ERRNO);
    }

    /** The same for one whose arguments from {@code firstVariadic} on are variadic. */
    @SuppressWarnings("restricted")
    static MethodHandle variadic(String name, int firstVariadic, MemoryLayout returned, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                address(name),
                FunctionDescriptor.of(returned, arguments),
                CAPTURE_ERRNO,
                Linker.Option.firstVariadicArg(firstVariadic));
    }

    /** What a call that cannot throw has thrown. */
    static RuntimeException broken(Throwable thrown) {
        return switch (thrown) {
            case Error error -> throw error;
            case RuntimeException unchecked -> unchecked;
            default -> new IllegalStateException("a native call failed to link", thrown);
        };
    }

    private static MemorySegment address(String name) {
        return LINKER.defaultLookup().find(name).orElseThrow(() -> new UnsatisfiedLinkError("the C library lacks " + name));
    }
}
