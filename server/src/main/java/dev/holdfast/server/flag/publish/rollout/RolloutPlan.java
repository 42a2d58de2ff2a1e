package dev.holdfast.server.flag.publish.rollout;

import dev.holdfast.control.flag.edit.FlagEdit;
import dev.holdfast.control.flag.life.Rollout;
import dev.holdfast.control.flag.life.Stage;
import dev.holdfast.control.flag.life.StepPlan;
import java.util.Optional;

/**
 * How a flag is to be rolled out.
 *
 * @param rollout what stays the same
 * @param steps the shares, and how long each lasts
 * @param metric the guard metric that has to hold, if there is one
 * @param broken what happens when it does not
 */
public record RolloutPlan(String flag, Rollout rollout, StepPlan steps, Optional<String> metric, OnBroken broken) {
    /** What happens to the flag when its guard metric breaks. */
    public enum OnBroken {
        /** It stays at the share it has. */
        STAY,
        /** It goes back to the internal group, or to draft if there is none. */
        TAKE_BACK
    }

    /** The change of the flag that a step is. */
    public FlagEdit.Move move(int step) {
        return new FlagEdit.Move(flag, rollout, steps.stage(step));
    }

    /** The change that takes it back. */
    public FlagEdit.Move back() {
        return new FlagEdit.Move(flag, rollout, rollout.group().isPresent() ? new Stage.Internal() : new Stage.Draft());
    }
}
