package dev.holdfast.core.keys;

import dev.holdfast.core.crypto.Hkdf;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** The reference implementation of Argon2 as the operating system ships it, with a thread for each lane. */
final class NativeArgon2 implements Argon2 {
    private static final String LIBRARY = "libargon2.so.1";
    private static final String FUNCTION = "argon2id_hash_raw";
    private static final int OUT_OF_MEMORY = -22;

    /** int f(uint32 t, uint32 m, uint32 p, void *pwd, size_t n, void *salt, size_t n, void *hash, size_t n). */
    private static final FunctionDescriptor SIGNATURE = FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG);

    private final MethodHandle function;

    private NativeArgon2(MethodHandle function) {
        this.function = function;
    }

    /** The library, or empty if the system has none or the process may not call native code. */
    @SuppressWarnings("restricted") // asked for first: without permission the library is not touched
    static Optional<NativeArgon2> load() {
        if (!NativeArgon2.class.getModule().isNativeAccessEnabled()) {
            return Optional.empty();
        }
        try {
            return SymbolLookup.libraryLookup(LIBRARY, Arena.global())
                    .find(FUNCTION)
                    .map(address -> new NativeArgon2(Linker.nativeLinker().downcallHandle(address, SIGNATURE)));
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] hash(byte[] password, byte[] salt, Argon2Settings settings) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment secret = arena.allocateFrom(ValueLayout.JAVA_BYTE, password);
            MemorySegment hash = arena.allocate(Hkdf.KEY_BYTES);
            try {
                call(settings, secret, arena.allocateFrom(ValueLayout.JAVA_BYTE, salt), hash);
                return hash.toArray(ValueLayout.JAVA_BYTE);
            } finally {
                secret.fill((byte) 0);
                hash.fill((byte) 0);
            }
        }
    }

    private void call(Argon2Settings settings, MemorySegment password, MemorySegment salt, MemorySegment hash) {
        int outcome;
        try {
            outcome = (int) function.invokeExact(
                    settings.iterations(),
                    settings.memoryKib(),
                    settings.parallelism(),
                    password,
                    password.byteSize(),
                    salt,
                    salt.byteSize(),
                    hash,
                    hash.byteSize());
        } catch (Throwable e) {
            throw new IllegalStateException("calling " + FUNCTION + " failed", e);
        }
        if (outcome != 0) {
            throw new HoldfastException(
                    outcome == OUT_OF_MEMORY ? ErrorCode.LIMIT_EXCEEDED : ErrorCode.INTERNAL,
                    "stretching a passphrase over " + settings.memoryKib() + " KiB failed with code " + outcome,
                    "make more memory available to the process");
        }
    }
}
