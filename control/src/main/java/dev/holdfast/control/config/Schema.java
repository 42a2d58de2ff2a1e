package dev.holdfast.control.config;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All settings there are, by name. */
public final class Schema {
    private final SortedMap<String, Setting<?>> settings;

    private Schema(SortedMap<String, Setting<?>> settings) {
        this.settings = Collections.unmodifiableSortedMap(settings);
    }

    /** Of these; a name that stands twice is a defect. */
    public static Schema of(List<Setting<?>> settings) {
        SortedMap<String, Setting<?>> byName = new TreeMap<>();
        for (Setting<?> setting : settings) {
            if (byName.put(setting.name(), setting) != null) {
                throw new IllegalArgumentException("the setting '" + setting.name() + "' is declared twice");
            }
        }
        return new Schema(byName);
    }

    public Optional<Setting<?>> find(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    /** All names, sorted. */
    public Collection<String> names() {
        return settings.keySet();
    }

    /** All settings, by name. */
    public Collection<Setting<?>> settings() {
        return settings.values();
    }
}
