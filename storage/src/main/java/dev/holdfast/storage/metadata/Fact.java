package dev.holdfast.storage.metadata;

import dev.holdfast.core.protocol.Location;

/**
 * One place where a chunk lies, with the state of its pack.
 *
 * @param condition whether a reader found this copy damaged
 */
public record Fact(Location location, PackState state, Condition condition) {
    /** What is known of a copy. */
    public enum Condition {
        GOOD,
        BAD
    }
}
