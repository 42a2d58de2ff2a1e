package dev.holdfast.client.agent.fleet;

import java.time.Instant;
import java.util.Optional;

/**
 * How one backup ended.
 *
 * @param schedule the schedule's name
 * @param snapshot the snapshot's id, if one was made
 * @param problem why it failed, if it did
 */
public record BackupNotice(
        String schedule, Instant started, Instant ended, Outcome outcome, Optional<String> snapshot, Optional<Problem> problem, Totals totals) {

    /** The ends a backup may come to. */
    public enum Outcome {
        COMPLETE,
        /** A snapshot was made, but some entries could not be read. */
        INCOMPLETE,
        FAILED,
        /** The agent was told to end; the backup will be begun again. */
        INTERRUPTED
    }

    /**
     * What a backup took.
     *
     * @param files regular files
     * @param bytes their length
     * @param newBytes what the repository did not have
     * @param storedBytes what that takes there
     */
    public record Totals(long files, long bytes, long newBytes, long storedBytes) {
        public static final Totals NONE = new Totals(0, 0, 0, 0);
    }
}
