package dev.holdfast.server.api;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.Optional;

/** Reads the parameters of lists that come in pages. */
public final class Paging {
    private Paging() {}

    /** The wanted length of a page: {@code usual} if none is given, never more than {@code most}. */
    public static int limit(Call call, int usual, int most) {
        long wanted = number(call, "limit").orElse((long) usual);
        if (wanted < 1) {
            throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, "limit is not positive", "give 1 to " + most);
        }
        return (int) Math.min(wanted, most);
    }

    /** A parameter that is a number of at most 18 digits. */
    public static Optional<Long> number(Call call, String name) {
        return call.query(name).map(text -> {
            if (!text.matches("[0-9]{1,18}")) {
                throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, name + " is no number", "leave it out, or give digits only");
            }
            return Long.parseLong(text);
        });
    }
}
