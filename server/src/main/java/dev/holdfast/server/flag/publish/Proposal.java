package dev.holdfast.server.flag.publish;

import java.util.OptionalLong;

/**
 * What somebody wants to publish.
 *
 * @param expected the version that has to be served still, or empty for whatever is
 * @param draft what to make of it
 * @param note who wants it and why
 * @param along what else changes in the same transaction
 */
public record Proposal(OptionalLong expected, Draft draft, Publication.Note note, VersionStore.Along along) {
    /** A change of whatever is served. */
    public static Proposal of(Draft draft, Publication.Note note) {
        return new Proposal(OptionalLong.empty(), draft, note, VersionStore.Along.NOTHING);
    }

    public Proposal expecting(long sequence) {
        return new Proposal(OptionalLong.of(sequence), draft, note, along);
    }

    public Proposal along(VersionStore.Along other) {
        return new Proposal(expected, draft, note, other);
    }
}
