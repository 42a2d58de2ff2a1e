package dev.holdfast.control.config;

import dev.holdfast.control.flag.definition.Nearest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What kinds of values share about their limits. */
final class Bounds {
    /** Beyond this a JSON number may not be the one that was written. */
    private static final long EXACT = 1L << 53;

    private Bounds() {}

    static void require(long minimum, long maximum) {
        if (minimum < 0 || minimum > maximum || maximum > EXACT) {
            throw new IllegalArgumentException("no value lies from " + minimum + " to " + maximum);
        }
    }

    static Kind.Reading<Long> within(long value, long minimum, long maximum, String shown, String bounds) {
        return value >= minimum && value <= maximum
                ? new Kind.Reading.Value<>(value)
                : new Kind.Reading.Wrong<>(shown + " is out of bounds", "write " + bounds);
    }

    static String nearest(@Nullable Object json, List<String> choices) {
        return json instanceof String text ? Nearest.hint(text, choices) : "write one of: " + String.join(", ", choices);
    }
}
