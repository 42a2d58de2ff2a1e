package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.output.Console;
import dev.holdfast.control.flag.edit.Differences;
import dev.holdfast.control.flag.json.CanonicalJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows where two documents of flags differ. */
final class DifferenceOutput {
    private static final int LONGEST = 100;

    private DifferenceOutput() {}

    /** For people: each part with the places that differ, - as it is and + as it would be. */
    static void print(Console console, List<Differences.Difference> differences) {
        for (Differences.Difference one : differences) {
            console.line(one.kind().name().toLowerCase(Locale.ROOT) + " " + part(one.part()) + " " + ChangeOutput.shown(one.name()));
            for (String place : one.places()) {
                side(console, "-", place, at(one.before(), place));
                side(console, "+", place, at(one.after(), place));
            }
        }
    }

    /** For programs, as values of JSON. */
    static List<Object> json(List<Differences.Difference> differences) {
        List<Object> all = new ArrayList<>();
        differences.forEach(one -> all.add(fields(one)));
        return all;
    }

    private static void side(Console console, String sign, String place, Optional<Object> value) {
        value.ifPresent(present -> console.line("  " + sign + " " + (place.isEmpty() ? "" : ChangeOutput.shown(place) + " ") + cut(CanonicalJson.text(present))));
    }

    private static String part(String part) {
        return switch (part) {
            case "flags" -> "flag";
            case "$evaluators" -> "evaluator";
            default -> part;
        };
    }

    /** The value at a pointer. */
    private static Optional<Object> at(@Nullable Object value, String pointer) {
        Object now = value;
        for (String key : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            now = now instanceof Map<?, ?> map ? map.get(key.replace("~1", "/").replace("~0", "~")) : null;
        }
        return Optional.ofNullable(now);
    }

    private static Map<String, @Nullable Object> fields(Differences.Difference one) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kind", one.kind().name().toLowerCase(Locale.ROOT));
        fields.put("part", one.part());
        fields.put("name", one.name());
        fields.put("before", one.before());
        fields.put("after", one.after());
        fields.put("places", one.places());
        return fields;
    }

    private static String cut(String text) {
        String shown = ChangeOutput.shown(text);
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…";
    }
}
