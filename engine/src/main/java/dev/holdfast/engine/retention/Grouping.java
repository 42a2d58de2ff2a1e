package dev.holdfast.engine.retention;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * By what snapshots are put together before rules are applied to each group.
 *
 * @param aspects those in which the snapshots of one group agree; none of them makes one group of all snapshots
 */
public record Grouping(Set<Aspect> aspects) {
    /** A series of backups of the same thing on the same machine. */
    public static final Grouping HOST_AND_PATHS = new Grouping(EnumSet.of(Aspect.HOST, Aspect.PATHS));

    /** Everything is one group. */
    public static final Grouping NONE = new Grouping(Set.of());

    /** Something in which snapshots may agree. */
    public enum Aspect {
        HOST,
        PATHS,
        TAGS
    }

    public Grouping {
        aspects = Set.copyOf(aspects);
    }

    /**
     * Reads a list such as {@code host,paths}; {@code none} or nothing is {@link #NONE}.
     *
     * @throws HoldfastException if it holds any other word
     */
    public static Grouping parse(String text) {
        String stripped = text.strip().toLowerCase(Locale.ROOT);
        if (stripped.isEmpty() || stripped.equals("none")) {
            return NONE;
        }
        Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        for (String word : stripped.split(",", -1)) {
            aspects.add(aspect(word.strip()));
        }
        return new Grouping(aspects);
    }

    private static Aspect aspect(String word) {
        return Arrays.stream(Aspect.values())
                .filter(aspect -> aspect.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.INVALID_ARGUMENT,
                        "snapshots cannot be grouped by '" + word + "'",
                        "Use host, paths, tags or a list of them such as host,paths; or none."));
    }

    GroupKey key(SnapshotFacts snapshot) {
        return new GroupKey(
                aspects.contains(Aspect.HOST) ? Optional.of(snapshot.source().host()) : Optional.empty(),
                aspects.contains(Aspect.PATHS) ? Optional.of(sorted(snapshot.source().paths())) : Optional.empty(),
                aspects.contains(Aspect.TAGS) ? Optional.of(sorted(snapshot.tags())) : Optional.empty());
    }

    private static List<String> sorted(Iterable<String> words) {
        Set<String> distinct = new TreeSet<>();
        words.forEach(distinct::add);
        return List.copyOf(distinct);
    }
}
