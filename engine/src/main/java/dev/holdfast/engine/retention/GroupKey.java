package dev.holdfast.engine.retention;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the snapshots of a group have in common; an aspect that does not matter is absent. Ordered by host, then paths, then tags.
 *
 * @param paths sorted, without repetition
 * @param tags sorted
 */
public record GroupKey(Optional<String> host, Optional<List<String>> paths, Optional<List<String>> tags)
        implements Comparable<GroupKey> {
    private static final Comparator<GroupKey> ORDER = Comparator.<GroupKey, String>comparing(key -> key.host().orElse(""))
            .thenComparing(key -> key.paths().orElse(List.of()), GroupKey::compareWords)
            .thenComparing(key -> key.tags().orElse(List.of()), GroupKey::compareWords);

    @Override
    public int compareTo(GroupKey other) {
        return ORDER.compare(this, other);
    }

    /** Such as {@code host laptop, paths /home /etc}; for a group of everything, {@code all snapshots}. */
    public String describe() {
        String text = Stream.of(
                        host.map(name -> "host " + name),
                        paths.map(list -> "paths " + String.join(" ", list)),
                        tags.map(list -> list.isEmpty() ? "no tags" : "tags " + String.join(",", list)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "all snapshots" : text;
    }

    private static int compareWords(List<String> left, List<String> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
