package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.control.flag.json.Place;
import dev.holdfast.control.flag.json.Pointer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A document without problems.
 *
 * @param json the document as it was written
 * @param flags its flags by name
 * @param metadata of all flags together
 */
public record FlagDocument(@Nullable Object json, SortedMap<String, FlagDefinition> flags, Map<String, Object> metadata) {
    /** Longest document that is read. */
    public static final int LIMIT_BYTES = 8 << 20;

    public FlagDocument {
        flags = Collections.unmodifiableSortedMap(flags);
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
            case Parsed.Document document -> new DocumentCheck(document).run();
        };
    }

    private static Outcome refused(Parsed.Fault fault) {
        return new Outcome.Refused(List.of(new Problem(fault.pointer(), fault.place(), fault.message(), "")));
    }
}
