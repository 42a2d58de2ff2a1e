package dev.holdfast.control.flag;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether what a rule gives can change without anybody changing anything. */
public enum TimeUse {
    NEVER,
    /** It reads the time, which has the resolution of a second. */
    BY_SECOND;

    private static final String TIMESTAMP = "$flagd.timestamp";

    /** Finds out by looking for the one name under which rules see the time. */
    static TimeUse of(@Nullable Object rule) {
        boolean reads =
                switch (rule) {
                    case String text -> text.equals(TIMESTAMP);
                    case List<?> list -> list.stream().anyMatch(part -> of(part) == BY_SECOND);
                    case Map<?, ?> map -> map.values().stream().anyMatch(part -> of(part) == BY_SECOND);
                    case null, default -> false;
                };
        return reads ? BY_SECOND : NEVER;
    }
}
