package dev.holdfast.control.flag.definition;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What other flags have to give for a flag's own rule to apply.
 *
 * @param wanted by the name of the other flag the variants of which it has to give one
 * @param offVariant what the flag gives where they do not; null for its default variant
 */
public record Prerequisites(SortedMap<String, List<String>> wanted, @Nullable String offVariant) {
    /** The flag does not depend on others. */
    public static final Prerequisites NONE = new Prerequisites(new TreeMap<>(), null);

    public Prerequisites {
        wanted = Collections.unmodifiableSortedMap(wanted);
    }

    public boolean isNone() {
        return wanted.isEmpty();
    }
}
