package dev.holdfast.control.flag;

import dev.holdfast.control.flag.definition.FlagDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which version last changed what a flag can give, so that whoever knows an older version can be told whether that matters to them.
 * Immutable.
 *
 * @param since the number of that version by the flag's name; flags that were removed stay, with the version that removed them
 */
public record Changes(SortedMap<String, Long> since) {
    /** Before anything was published. */
    public static final Changes NONE = new Changes(new TreeMap<>());

    public Changes {
        since = Collections.unmodifiableSortedMap(new TreeMap<>(since));
    }

    /** Of a document of which nothing earlier is known: every flag may have changed with it. */
    public static Changes first(FlagDocument document, long sequence) {
        SortedMap<String, Long> since = new TreeMap<>();
        document.flags().keySet().forEach(key -> since.put(key, sequence));
        return new Changes(since);
    }

    /** After {@code before} was replaced by {@code after}, which is the version {@code sequence}. */
    public Changes next(FlagDocument before, FlagDocument after, long sequence) {
        SortedMap<String, Long> next = new TreeMap<>(since);
        changed(before, after).forEach(key -> next.put(key, sequence));
        return new Changes(next);
    }

    /** Those of the flags that changed after the version that somebody has; sorted. */
    public List<String> after(FlagsVersion known, Collection<String> flags) {
        return flags.stream()
                .filter(key -> since.getOrDefault(key, 0L) > known.sequence())
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** The flags that give something else in one document than in the other, or exist in one only; sorted. */
    public static List<String> changed(FlagDocument before, FlagDocument after) {
        List<String> changed = new ArrayList<>();
        after.flags().forEach((key, flag) -> {
            if (!flag.equals(before.flags().get(key))) {
                changed.add(key);
            }
        });
        if (before.flags().size() + changed.size() > after.flags().size()) {
            before.flags().keySet().stream().filter(key -> !after.flags().containsKey(key)).forEach(changed::add);
        }
        return changed.stream().sorted().toList();
    }

    /** The flags that this version changed last; sorted. */
    public List<String> by(long sequence) {
        return since.entrySet().stream().filter(entry -> entry.getValue() == sequence).map(Map.Entry::getKey).toList();
    }
}
