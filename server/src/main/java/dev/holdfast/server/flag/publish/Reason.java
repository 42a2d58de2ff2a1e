package dev.holdfast.server.flag.publish;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;

/** Why somebody changes flags, in their words. */
public record Reason(String text) {
    private static final int LONGEST = 500;

    public Reason {
        if (text.isBlank() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT, "a change of flags needs a reason of 1 to " + LONGEST + " characters in one line", "say in a sentence why");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
