package dev.holdfast.control.experiment;

import java.util.Optional;

/** Which variant a unit had first. What is written stays. Thread-safe. */
public interface Assignments {
    /** The first variant of a unit, if it has had any. */
    Optional<String> first(String experiment, String unit);

    /** Writes down the first variant of a unit, in one step with looking, and gives the one that is written: this one or an earlier one. */
    String keep(String experiment, String unit, String variant);
}
