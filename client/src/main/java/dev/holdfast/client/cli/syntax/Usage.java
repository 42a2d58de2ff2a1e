package dev.holdfast.client.cli.syntax;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;

/** The failures of a command line that says what cannot be meant. */
public final class Usage {
    private Usage() {}

    /** A wrong command line of {@code command}, whose help is the next thing to read. */
    public static HoldfastException error(String command, String message) {
        return new HoldfastException(ErrorCode.INVALID_ARGUMENT, message, "holdfast " + command + " --help");
    }

    /** A wrong command line with something better to do than reading help. */
    public static HoldfastException errorWithNext(String message, String next) {
        return new HoldfastException(ErrorCode.INVALID_ARGUMENT, message, next);
    }
}
