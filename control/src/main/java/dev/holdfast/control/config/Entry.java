package dev.holdfast.control.config;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a document says about one setting: at least one of both.
 *
 * @param value what holds everywhere, as JSON in its one form; without it the default does
 * @param stage what holds for some instances instead
 */
public record Entry(Optional<Object> value, Optional<Stage> stage) {
    public Entry {
        if (value.isEmpty() && stage.isEmpty()) {
            throw new IllegalArgumentException("an entry that says nothing");
        }
    }

    /** A value for everywhere. */
    public static Entry of(Object json) {
        return new Entry(Optional.of(json), Optional.empty());
    }

    /** The entry as JSON. */
    public SortedMap<String, Object> json() {
        SortedMap<String, Object> json = new TreeMap<>();
        value.ifPresent(everywhere -> json.put("value", everywhere));
        stage.ifPresent(some -> json.put("stage", some.json()));
        return json;
    }
}
