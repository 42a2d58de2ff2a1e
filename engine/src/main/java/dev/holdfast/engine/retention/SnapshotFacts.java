package dev.holdfast.engine.retention;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What retention needs to know of a snapshot.
 *
 * @param id the whole id as text
 * @param sequence the order of commits, which decides between equal times
 * @param time when the backup was made, by whoever's clock stamped it
 * @param source what it is a backup of
 * @param tags in no order
 * @param protection whether it may be forgotten at all
 */
public record SnapshotFacts(
        String id, long sequence, Instant time, Source source, Set<String> tags, Protection protection) {
    /**
     * What a snapshot is a backup of.
     *
     * @param paths the directories, in any order
     */
    public record Source(String host, List<String> paths) {
        public Source {
            paths = List.copyOf(paths);
        }
    }

    /** Whether a snapshot may be forgotten. */
    public enum Protection {
        NONE,
        PROTECTED
    }

    public SnapshotFacts {
        tags = Set.copyOf(tags);
    }
}
