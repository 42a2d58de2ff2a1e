package dev.holdfast.client.agent.plan;

import dev.holdfast.client.agent.fleet.BackupNotice.Totals;
import dev.holdfast.client.agent.fleet.Problem;
import java.util.Optional;

/** How an attempt at some work ended. */
public sealed interface Result {
    /**
     * It was done.
     *
     * @param snapshot what was made, if it was a backup
     * @param left how many entries could not be read or written
     */
    record Done(Optional<String> snapshot, Totals totals, long left) implements Result {}

    /** It failed. */
    record Failed(Problem problem) implements Result {}

    /** The agent was told to end. */
    record Interrupted() implements Result {}

    /** The server or somebody at the machine does not want it any more. */
    record Cancelled() implements Result {}
}
