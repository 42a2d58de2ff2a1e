package dev.holdfast.server.flag.publish.change;

import dev.holdfast.server.flag.publish.Author;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.Reason;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A change that waits or waited.
 *
 * @param wish what somebody wants
 * @param progress what became of it
 */
public record FlagChange(String id, EnvironmentId environment, Wish wish, Progress progress) {
    /**
     * What somebody wants.
     *
     * @param base the version that was served when they wanted it
     * @param due not before this time, if one was named
     */
    public record Wish(Work work, Author author, Reason reason, long base, Instant asked, Optional<Instant> due) {}

    /** What a change waits for, or how it ended. */
    public enum State {
        /** A second person. */
        PENDING,
        /** Its time. */
        SCHEDULED,
        /** Published. */
        APPLIED,
        /** Somebody refused it. */
        REJECTED,
        /** Its author does not want it any more. */
        WITHDRAWN,
        /** It did not fit any more when its time had come. */
        FAILED;

        /** Whether it will still do something. */
        public boolean isOpen() {
            return this == PENDING || this == SCHEDULED;
        }
    }

    /**
     * What became of it.
     *
     * @param decider who approved or refused it
     * @param outcome in one sentence; empty while nothing happened
     * @param sequence the version that it is
     */
    public record Progress(State state, Optional<Author> decider, String outcome, OptionalLong sequence) {
        static Progress of(State state) {
            return new Progress(state, Optional.empty(), "", OptionalLong.empty());
        }

        Progress ended(State end, String how, OptionalLong version) {
            return new Progress(end, decider, how, version);
        }
    }
}
