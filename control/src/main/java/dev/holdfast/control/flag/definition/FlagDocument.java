package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.control.flag.json.Place;
import dev.holdfast.control.flag.json.Pointer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A document without problems.
 *
 * @param json the document as it was written
 * @param served the same in plain flagd format, for every program that reads it: without schemas, and with what flags need of others
 *     written into their rules
 * @param flags its flags by name
 * @param metadata of all flags together
 */
public record FlagDocument(@Nullable Object json, @Nullable Object served, SortedMap<String, FlagDefinition> flags, Map<String, Object> metadata) {
    /** Longest document that is read. */
    public static final int LIMIT_BYTES = 8 << 20;

    public FlagDocument {
        flags = Collections.unmodifiableSortedMap(flags);
    }

    /** A flag as it stands in the document; empty if it does not. */
    public Map<String, Object> written(String flag) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (json instanceof Map<?, ?> root && root.get("flags") instanceof Map<?, ?> all && all.get(flag) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> members.put((String) name, value));
        }
        return members;
    }

    /** This document as an earlier program wrote it out in full, which is what its version names. */
    public FlagDocument servedAs(FlagDocument plain) {
        SortedMap<String, FlagDefinition> full = new TreeMap<>(plain.flags());
        full.replaceAll((key, flag) -> {
            FlagDefinition own = flags.get(key);
            return own == null ? flag : flag.needing(own.prerequisites());
        });
        return new FlagDocument(json, plain.json(), full, plain.metadata());
    }

    /** What reading a document led to. */
    public sealed interface Outcome {
        /** It can be served. */
        record Accepted(FlagDocument document) implements Outcome {}

        /** It cannot, for at least one reason. */
        record Refused(List<Problem> problems) implements Outcome {
            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }

    /** Reads and checks a document, which is UTF-8. */
    public static Outcome read(byte[] utf8) {
        if (utf8.length > LIMIT_BYTES) {
            return refused(new Parsed.Fault(
                    Pointer.ROOT, Place.START,
                    "the document is longer than " + LIMIT_BYTES + " bytes"));
        }
        return switch (JsonText.document(utf8)) {
            case Parsed.Fault fault -> refused(fault);
            case Parsed.Document document -> new DocumentCheck(document, null).run();
        };
    }

    /**
     * Checks a document that was made of this one by changing some of it. What is still the same is not checked again. Problems come
     * without places, because there is no text.
     */
    public Outcome revised(Map<String, Object> next) {
        return new DocumentCheck(new Parsed.Document(next, Map.of()), this).run();
    }

    private static Outcome refused(Parsed.Fault fault) {
        return new Outcome.Refused(List.of(new Problem(fault.pointer(), fault.place(), fault.message(), "")));
    }
}
