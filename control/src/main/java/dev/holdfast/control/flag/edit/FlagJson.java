package dev.holdfast.control.flag.edit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parts of documents as they are written, which keep their order when one of them changes. */
public final class FlagJson {
    private FlagJson() {}

    /** The members of an object; none of anything else. */
    public static Map<String, Object> object(@Nullable Object value) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> members.put((String) key, member));
        }
        return members;
    }

    /** The same object with one member changed. */
    static Map<String, Object> with(Map<String, Object> object, String key, Object value) {
        Map<String, Object> next = new LinkedHashMap<>(object);
        next.put(key, value);
        return next;
    }

    /** The names of the flags that need this one to give something. */
    static List<String> needing(Map<String, Object> flags, String flag) {
        return flags.entrySet().stream()
                .filter(entry -> object(object(entry.getValue()).get("prerequisites")).containsKey(flag))
                .map(entry -> "'" + entry.getKey() + "'")
                .sorted()
                .toList();
    }

    /** The variant that is meant: by its name, or as on and off by its value. */
    static Optional<String> variant(Map<String, Object> variants, String choice) {
        if (variants.containsKey(choice)) {
            return Optional.of(choice);
        }
        if (!choice.equals("on") && !choice.equals("off")) {
            return Optional.empty();
        }
        List<String> meant = variants.entrySet().stream()
                .filter(variant -> variant.getValue().equals(choice.equals("on")))
                .map(Map.Entry::getKey)
                .toList();
        return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
    }
}
