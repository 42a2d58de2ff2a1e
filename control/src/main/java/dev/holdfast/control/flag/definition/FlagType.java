package dev.holdfast.control.flag.definition;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What kind of value a flag has; all variants of one flag have the same. */
public enum FlagType {
    BOOLEAN,
    STRING,
    NUMBER,
    OBJECT;

    /** The kind of a value; empty for what no flag can have. */
    public static Optional<FlagType> of(@Nullable Object value) {
        return switch (value) {
            case Boolean truth -> Optional.of(BOOLEAN);
            case String text -> Optional.of(STRING);
            case Double number -> Optional.of(NUMBER);
            case Map<?, ?> map -> Optional.of(OBJECT);
            case null, default -> Optional.empty();
        };
    }

    /** In words. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
