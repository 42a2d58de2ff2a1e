package dev.holdfast.control.experiment;

import java.util.Optional;

/**
 * Lets a unit keep its first variant in experiments that want it, whatever becomes of the flag's weights and of the attributes they go by.
 * Thread-safe.
 */
public final class StickyAssignment {
    private final Assignments assignments;

    public StickyAssignment(Assignments assignments) {
        this.assignments = assignments;
    }

    /** The variant a unit gets: the one it keeps, or else the one that the flag's rule gives now. */
    public String variant(Experiment experiment, Optional<String> unit, String evaluated) {
        return kept(experiment, unit, evaluated).orElse(evaluated);
    }

    /**
     * The variant a unit keeps; empty if it keeps none.
     *
     * @param unit the value of the experiment's unit attribute; without one nothing can be kept
     * @param evaluated the one that the flag's rule gives now
     */
    public Optional<String> kept(Experiment experiment, Optional<String> unit, String evaluated) {
        if (experiment.plan().assignment() == Plan.Assignment.BY_RULE || unit.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> first = assignments.first(experiment.name(), unit.get());
        if (first.isPresent()) {
            // A variant that was taken out of the experiment cannot be kept; it stays written, so that the unit has it again if it comes back.
            return first.filter(experiment::hasVariant);
        }
        // A variant outside of the experiment (the flag is off for this unit) is no assignment, and must not become one for good.
        return experiment.hasVariant(evaluated) ? Optional.of(assignments.keep(experiment.name(), unit.get(), evaluated)) : Optional.empty();
    }
}
