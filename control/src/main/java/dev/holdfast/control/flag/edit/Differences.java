package dev.holdfast.control.flag.edit;

import dev.holdfast.control.flag.json.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** In which flags, shared evaluators, schemas and metadata two documents differ, as they are written. */
public final class Differences {
    private Differences() {}

    /** What happened to a part of a document. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * A part that differs.
     *
     * @param part {@code flags}, {@code $evaluators}, {@code $schemas} or {@code metadata}
     * @param name of the flag, evaluator, schema or entry
     * @param before what it was; null if it was not there
     * @param after what it is; null if it is not there any more
     * @param places which values inside differ, relative to the part; one for the whole of it if it was added or removed
     */
    public record Difference(Kind kind, String part, String name, @Nullable Object before, @Nullable Object after, List<String> places) {
        public Difference {
            places = List.copyOf(places);
        }
    }

    private static final List<String> PARTS = List.of("flags", "$evaluators", "$schemas", "metadata");

    /** Everything that differs, flags first, by name. */
    public static List<Difference> between(@Nullable Object before, @Nullable Object after) {
        List<Difference> found = new ArrayList<>();
        for (String part : PARTS) {
            Map<String, Object> old = FlagJson.object(FlagJson.object(before).get(part));
            Map<String, Object> now = FlagJson.object(FlagJson.object(after).get(part));
            Set<String> names = new TreeSet<>(old.keySet());
            names.addAll(now.keySet());
            names.stream()
                    .filter(name -> !Objects.equals(old.get(name), now.get(name)))
                    .forEach(name -> found.add(difference(part, name, old, now)));
        }
        return found;
    }

    private static Difference difference(String part, String name, Map<String, Object> old, Map<String, Object> now) {
        Object before = old.get(name);
        Object after = now.get(name);
        Kind kind = !old.containsKey(name) ? Kind.ADDED : now.containsKey(name) ? Kind.CHANGED : Kind.REMOVED;
        List<String> places = new ArrayList<>();
        compare(before, after, Pointer.ROOT, places);
        return new Difference(kind, part, name, before, after, places);
    }

    private static void compare(@Nullable Object before, @Nullable Object after, Pointer pointer, List<String> places) {
        if (Objects.equals(before, after)) {
            return;
        }
        if (!(before instanceof Map<?, ?>) || !(after instanceof Map<?, ?>)) {
            places.add(pointer.text());
            return;
        }
        Map<String, Object> old = FlagJson.object(before);
        Map<String, Object> now = FlagJson.object(after);
        Set<String> keys = new TreeSet<>(old.keySet());
        keys.addAll(now.keySet());
        keys.forEach(key -> compare(old.get(key), now.get(key), pointer.to(key), places));
    }
}
