package dev.holdfast.control.config;

import dev.holdfast.control.flag.definition.Problem;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.control.flag.json.Place;
import dev.holdfast.control.flag.json.Pointer;
import dev.holdfast.core.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an operator says about settings.
 *
 * @param entries by name
 */
public record ConfigurationDocument(SortedMap<String, Entry> entries) {
    /** Longest document that is read. */
    public static final int LIMIT_BYTES = 200 << 10;

    /** Says nothing: all defaults hold. */
    public static final ConfigurationDocument EMPTY = new ConfigurationDocument(new TreeMap<>());

    public ConfigurationDocument {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /**
     * What reading a document led to.
     *
     * @param sound everything in it that is in order
     * @param problems everything that is not, in the order in which it stands; a document with any is not to be published
     */
    public record Checked(ConfigurationDocument sound, List<Problem> problems) {
        public Checked {
            problems = List.copyOf(problems);
        }
    }

    /** Reads and checks a document, which is UTF-8. */
    public static Checked read(Schema schema, byte[] utf8) {
        if (utf8.length > LIMIT_BYTES) {
            return refused(new Problem(Pointer.ROOT, Place.START, "the document is longer than " + LIMIT_BYTES + " bytes", ""));
        }
        return switch (JsonText.document(utf8)) {
            case Parsed.Fault fault -> refused(new Problem(fault.pointer(), fault.place(), fault.message(), ""));
            case Parsed.Document document -> new DocumentReader(schema, document).run();
        };
    }

    private static Checked refused(Problem problem) {
        return new Checked(EMPTY, List.of(problem));
    }

    /** The document with another entry for a setting, or with none. */
    public ConfigurationDocument with(String name, Optional<Entry> entry) {
        SortedMap<String, Entry> changed = new TreeMap<>(entries);
        changed.remove(name);
        entry.ifPresent(given -> changed.put(name, given));
        return new ConfigurationDocument(changed);
    }

    /** The document as JSON. */
    public Map<String, Object> json() {
        SortedMap<String, Object> settings = new TreeMap<>();
        entries.forEach((name, entry) -> settings.put(name, entry.json()));
        return Map.of("settings", settings);
    }

    /** The version that this document is as the one with this number. */
    public ConfigurationVersion version(long sequence) {
        byte[] digest = Sha256.of(CanonicalJson.text(json()).getBytes(StandardCharsets.UTF_8));
        return new ConfigurationVersion(sequence, HexFormat.of().formatHex(digest));
    }
}
