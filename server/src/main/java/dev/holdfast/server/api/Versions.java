package dev.holdfast.server.api;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;

/** Versions of things in {@code If-Match}. */
public final class Versions {
    private Versions() {}

    /** The version that a call expects; one without {@code If-Match} is {@code INVALID_ARGUMENT}. */
    public static long expected(Call call) {
        String text = call.header("If-Match").orElse("").replace("\"", "").strip();
        if (!text.matches("[0-9]{1,18}")) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the header If-Match with the version that was read is missing",
                    "read it first, then send its version in If-Match");
        }
        return Long.parseLong(text);
    }

    /** Fails with {@code CHANGED_MEANWHILE} unless both are the same. */
    public static void requireSame(long expected, long actual, String what) {
        if (expected != actual) {
            throw new HoldfastException(
                    ErrorCode.CHANGED_MEANWHILE,
                    what + " was changed meanwhile and has version " + actual + " now",
                    "read it again, then repeat the change");
        }
    }
}
