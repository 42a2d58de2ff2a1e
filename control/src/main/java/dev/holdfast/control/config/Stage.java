package dev.holdfast.control.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A value that holds for a part of all instances first.
 *
 * @param value as JSON, in its one form
 * @param cells instances in one of these have it
 * @param percent so many of a hundred others have it
 */
public record Stage(Object value, NavigableSet<String> cells, int percent) {
    public Stage {
        cells = Collections.unmodifiableNavigableSet(new TreeSet<>(cells));
        if (percent < 0 || percent > 100 || (cells.isEmpty() && percent == 0)) {
            throw new IllegalArgumentException("a stage that reaches nobody");
        }
    }

    /** Whether it reaches an instance. */
    public boolean reaches(Instance instance) {
        return instance.place() < percent || instance.cells().stream().anyMatch(cells::contains);
    }

    SortedMap<String, Object> json() {
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("value", value);
        if (!cells.isEmpty()) {
            json.put("cells", new ArrayList<Object>(cells));
        }
        if (percent > 0) {
            json.put("percent", (double) percent);
        }
        return json;
    }
}
