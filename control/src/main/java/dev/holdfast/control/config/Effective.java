package dev.holdfast.control.config;

import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.core.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What holds for one instance.
 *
 * @param values of all settings for its kind, by name
 */
public record Effective(SortedMap<String, Value> values) {
    private static final int TAG_LETTERS = 16;

    public Effective {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Where a value comes from. */
    public enum Origin {
        /** Nobody said anything. */
        DEFAULT,
        /** It holds everywhere. */
        EVERYWHERE,
        /** It holds for some, and this instance is among them. */
        STAGE
    }

    /**
     * A value.
     *
     * @param json in its one form
     */
    public record Value(Object json, Origin origin) {}

    /** What a document comes to for an instance. */
    public static Effective resolve(Schema schema, ConfigurationDocument document, Instance instance) {
        SortedMap<String, Value> values = new TreeMap<>();
        for (Setting<?> setting : schema.settings()) {
            if (setting.about().applies() == instance.kind()) {
                values.put(setting.name(), value(setting, Optional.ofNullable(document.entries().get(setting.name())), instance));
            }
        }
        return new Effective(values);
    }

    private static Value value(Setting<?> setting, Optional<Entry> entry, Instance instance) {
        Optional<Value> staged = entry.flatMap(Entry::stage)
                .filter(stage -> stage.reaches(instance))
                .map(stage -> new Value(stage.value(), Origin.STAGE));
        return staged.or(() -> entry.flatMap(Entry::value).map(json -> new Value(json, Origin.EVERYWHERE)))
                .orElseGet(() -> new Value(setting.usualJson(), Origin.DEFAULT));
    }

    /** What the program works with for a setting; its default if this says nothing that makes sense for it. */
    public <T> T value(Setting<T> setting) {
        Value value = values.get(setting.name());
        return value != null && setting.read(value.json()) instanceof Kind.Reading.Value<T>(T known) ? known : setting.usual();
    }

    /** The values that somebody set, as JSON by name: an instance has its own defaults for all others. */
    public SortedMap<String, Object> given() {
        SortedMap<String, Object> given = new TreeMap<>();
        values.forEach((name, value) -> {
            if (value.origin() != Origin.DEFAULT) {
                given.put(name, value.json());
            }
        });
        return given;
    }

    /** Tells these given values from others, whatever document they come from. */
    public String tag() {
        byte[] digest = Sha256.of(CanonicalJson.text(given()).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, TAG_LETTERS);
    }
}
