package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.Pointer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of an object in a document, taken with a complaint if they are not what is wanted. */
public record Members(Map<?, ?> map, Pointer pointer, Problems problems) {
    public boolean has(String key) {
        return map.containsKey(key);
    }

    public @Nullable Object value(String key) {
        return map.get(key);
    }

    public Pointer to(String key) {
        return pointer.to(key);
    }

    /** Complains about every key that is not known. */
    public void onlyKnown(String message, Set<String> known) {
        for (Object key : map.keySet()) {
            if (!known.contains(key)) {
                problems.add(pointer.to((String) key), message, Nearest.hint((String) key, known));
            }
        }
    }

    /** The object with this name; empty if it is not there. */
    public Map<String, Object> object(String key) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (!has(key)) {
            return members;
        }
        if (value(key) instanceof Map<?, ?> object) {
            object.forEach((name, value) -> members.put((String) name, value));
        } else {
            problems.add(pointer.to(key), "'" + key + "' is a JSON object", "write {…}");
        }
        return members;
    }

    /** The metadata: texts, numbers and truths by name. */
    Map<String, Object> metadata() {
        Map<String, Object> metadata = object("metadata");
        metadata.forEach((name, value) -> {
            if (!(value instanceof String || value instanceof Double || value instanceof Boolean)) {
                problems.add(pointer.to("metadata").to(name), "metadata is a text, a number, true or false", "write anything else as a text");
            }
        });
        return metadata;
    }
}
