package dev.holdfast.verify.network.flags;

import dev.holdfast.client.remote.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A document of flags that count: each has one variant, whose value is a number. */
record Counters(Map<String, Long> values) {
    Counters {
        values = Map.copyOf(values);
    }

    static Counters read(byte[] document) {
        JsonObject flags = JsonObject.parse(document).object("flags");
        return new Counters(flags.fields().keySet().stream()
                .collect(Collectors.toMap(name -> name, name -> flags.object(name).object("variants").number("n"))));
    }

    /** The same, with another number for one of them. */
    Counters with(String flag, long value) {
        Map<String, Long> next = new TreeMap<>(values);
        next.put(flag, value);
        return new Counters(next);
    }

    long value(String flag) {
        return values.getOrDefault(flag, 0L);
    }

    String json() {
        return "{\"flags\": {"
                + new TreeMap<>(values).entrySet().stream()
                        .map(entry -> "\"" + entry.getKey() + "\": " + definition(entry.getValue()))
                        .collect(Collectors.joining(", "))
                + "}}";
    }

    /** The definition of one. */
    static String definition(long value) {
        return "{\"state\": \"ENABLED\", \"variants\": {\"n\": " + value + "}, \"defaultVariant\": \"n\"}";
    }
}
