package dev.holdfast.server.flag.publish.rollout;

import dev.holdfast.server.flag.publish.Author;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.Reason;
import java.time.Instant;

/**
 * A roll-out with how far it is.
 *
 * @param author who started it
 * @param progress how far it is
 */
public record GuardedRollout(String id, EnvironmentId environment, RolloutPlan plan, Author author, Reason reason, Progress progress) {
    /** Whether it goes on. */
    public enum State {
        RUNNING,
        /** Its guard did not hold, or somebody else changed the flag. */
        STOPPED,
        /** The last step has lasted long enough. */
        FINISHED,
        /** Somebody ended it; the flag stays as it was then. */
        CANCELLED
    }

    /**
     * How far it is.
     *
     * @param step counted from 0
     * @param since when the step began
     * @param sequence the version that the step is; a later change of the flag is somebody else's
     * @param why what it waits for, or why it ended
     */
    public record Progress(State state, int step, Instant since, long sequence, String why) {
        Progress ended(State end, String reason) {
            return new Progress(end, step, since, sequence, reason);
        }

        Progress waiting(String reason) {
            return new Progress(state, step, since, sequence, reason);
        }
    }

    GuardedRollout with(Progress next) {
        return new GuardedRollout(id, environment, plan, author, reason, next);
    }
}
