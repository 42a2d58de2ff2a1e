package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.Pointer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and checks what flags need other flags to give. */
final class PrerequisiteCheck {
    static final String KEY = "prerequisites";
    static final String OFF_VARIANT = "offVariant";

    private static final int MOST = 20;

    private final Map<String, Object> flags;
    private final Pointer pointer;
    private final Problems problems;

    /**
     * For all flags of a document.
     *
     * @param flags as they are written
     * @param pointer where they stand
     */
    PrerequisiteCheck(Map<String, Object> flags, Pointer pointer, Problems problems) {
        this.flags = flags;
        this.pointer = pointer;
        this.problems = problems;
    }

    /** What each flag needs, for those that need anything. */
    SortedMap<String, Prerequisites> read() {
        SortedMap<String, Prerequisites> found = new TreeMap<>();
        flags.forEach((key, flag) -> {
            if (flag instanceof Map<?, ?> map && (map.containsKey(KEY) || map.containsKey(OFF_VARIANT))) {
                found.put(key, one(key, new Members(map, pointer.to(key), problems)));
            }
        });
        circles(found);
        return found;
    }

    private Prerequisites one(String key, Members flag) {
        SortedMap<String, List<String>> wanted = new TreeMap<>();
        Map<String, Object> written = flag.object(KEY);
        Pointer place = flag.to(KEY);
        if (written.size() > MOST) {
            problems.add(place, "a flag needs at most " + MOST + " others", "let one flag stand for several");
        }
        written.forEach((other, variants) -> wanted.put(other, wanted(key, other, variants, place.to(other))));
        return new Prerequisites(wanted, offVariant(flag, wanted.isEmpty()));
    }

    private List<String> wanted(String key, String other, @Nullable Object variants, Pointer place) {
        if (other.equals(key)) {
            problems.add(place, "the flag needs itself", "name another flag");
            return List.of();
        }
        if (!(flags.get(other) instanceof Map<?, ?> needed)) {
            problems.add(place, "there is no flag '" + other + "', which this one needs", Nearest.hint(other, flags.keySet()));
            return List.of();
        }
        Map<?, ?> known = needed.get("variants") instanceof Map<?, ?> map ? map : Map.of();
        List<?> names = variants instanceof List<?> list ? list : variants == null ? List.of() : List.of(variants);
        if (names.isEmpty() || !names.stream().allMatch(String.class::isInstance)) {
            problems.add(place, "a prerequisite is the name of a variant, or a list of some", "write \"" + other + "\": \"on\"");
            return List.of();
        }
        for (int i = 0; i < names.size(); i++) {
            String name = (String) names.get(i);
            if (!known.containsKey(name)) {
                Pointer part = variants instanceof List ? place.to(i) : place;
                problems.add(part, "the flag '" + other + "' has no variant '" + name + "'", Nearest.hint(name, texts(known)));
            }
        }
        return names.stream().map(String.class::cast).distinct().sorted().toList();
    }

    private static Set<String> texts(Map<?, ?> map) {
        Set<String> texts = new HashSet<>();
        map.keySet().forEach(key -> texts.add((String) key));
        return texts;
    }

    private @Nullable String offVariant(Members flag, boolean needsNothing) {
        if (!flag.has(OFF_VARIANT)) {
            return null;
        }
        Pointer place = flag.to(OFF_VARIANT);
        Map<?, ?> variants = flag.value("variants") instanceof Map<?, ?> map ? map : Map.of();
        if (needsNothing) {
            problems.add(place, "the flag needs no other, so this has no effect", "add \"" + KEY + "\", or take it out");
        }
        if (flag.value(OFF_VARIANT) instanceof String name) {
            if (!variants.containsKey(name)) {
                problems.add(place, "the flag has no variant '" + name + "'", Nearest.hint(name, texts(variants)));
            }
            return name;
        }
        problems.add(place, "what a flag gives when it is off is the name of a variant", "write it as a text");
        return null;
    }

    private void circles(SortedMap<String, Prerequisites> all) {
        NeedOrder.of(all).circular().forEach(key -> problems.add(
                pointer.to(key).to(KEY), "the flag needs flags that need it in turn", "break the circle"));
    }
}
