package dev.holdfast.server.experiment;

import dev.holdfast.control.experiment.Experiment;
import dev.holdfast.control.experiment.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An experiment as it is kept.
 *
 * @param id by which its rows are known
 */
record Kept(
        long id,
        EnvironmentName where,
        Experiment experiment,
        State state,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> stopped) {
    /** How long a unit's events may take to arrive: its values are final so long after the end of its window. */
    private static final Duration LATENESS = Duration.ofMinutes(10);

    Duration window() {
        return Duration.ofMinutes(experiment.plan().windowMinutes());
    }

    /** When the values of a unit are final. */
    Instant due(Instant first) {
        return first.plus(window()).plus(LATENESS);
    }

    /** Whether units keep their variants now. */
    boolean isSticky() {
        return state == State.RUNNING && experiment.plan().assignment() == Plan.Assignment.STICKY;
    }

    boolean takes(Exposure exposure, Instant time) {
        return state == State.RUNNING
                && experiment.flag().equals(exposure.flag())
                && experiment.hasVariant(exposure.variant())
                && started.filter(start -> !time.isBefore(start)).isPresent();
    }
}
