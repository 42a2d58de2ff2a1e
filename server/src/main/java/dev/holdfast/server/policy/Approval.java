package dev.holdfast.server.policy;

import dev.holdfast.server.api.Caller;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Something that weakens the protection of snapshots and waits for its second step.
 *
 * @param object what it is about: a snapshot's id, or {@code policy}
 * @param requester who asked for it
 * @param effectiveAfter from when on the requester may take the second step as well
 * @param detail more, in the form in which the API has it
 */
public record Approval(
        String id,
        Kind kind,
        String object,
        Requester requester,
        Instant requested,
        Instant effectiveAfter,
        State state,
        Map<String, Object> detail) {
    /** What is asked for. */
    public enum Kind {
        /** To take a snapshot's protection away. */
        UNPROTECT,
        /** To shorten the minimum age of snapshots. */
        MINIMUM_AGE
    }

    /** Whether it was decided. */
    public enum State {
        PENDING,
        APPROVED,
        REJECTED
    }

    /**
     * Who asked.
     *
     * @param kind as what they were known
     * @param id of their token or their user name
     */
    public record Requester(Caller.Kind kind, String id, String name) {
        static Requester of(Caller caller) {
            return new Requester(caller.kind(), caller.id(), caller.name());
        }
    }

    /** The view of the API. */
    public record View(
            String id,
            String kind,
            String object,
            String requestedBy,
            Instant requested,
            Instant effectiveAfter,
            String state,
            Map<String, Object> detail) {}

    public Approval {
        detail = Map.copyOf(detail);
    }

    View view() {
        return new View(
                id,
                kind.name().toLowerCase(Locale.ROOT),
                object,
                requester.name(),
                requested,
                effectiveAfter,
                state.name().toLowerCase(Locale.ROOT),
                detail);
    }
}
