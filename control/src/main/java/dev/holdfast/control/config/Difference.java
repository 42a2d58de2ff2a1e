package dev.holdfast.control.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * In what two documents differ.
 *
 * @param changes by name
 */
public record Difference(List<Change> changes) {
    public Difference {
        changes = List.copyOf(changes);
    }

    /** What is said about one setting before and after; never the same. */
    public record Change(String name, Optional<Entry> before, Optional<Entry> after) {}

    /** From one document to another. */
    public static Difference between(ConfigurationDocument before, ConfigurationDocument after) {
        Set<String> names = new TreeSet<>(before.entries().keySet());
        names.addAll(after.entries().keySet());
        return new Difference(names.stream()
                .map(name -> new Change(
                        name, Optional.ofNullable(before.entries().get(name)), Optional.ofNullable(after.entries().get(name))))
                .filter(change -> !change.before().equals(change.after()))
                .toList());
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
