/**
 * Experiments: which variants of a flag are compared by which metrics, and what may be concluded.
 *
 * <p>An {@link dev.holdfast.control.experiment.Experiment} says beforehand what will be compared; {@link
 * dev.holdfast.control.experiment.Analysis} turns the sums of its variants into {@link dev.holdfast.control.experiment.Results} by {@link
 * dev.holdfast.control.experiment.statistics}. {@link dev.holdfast.control.experiment.StickyAssignment} lets a unit keep the variant it has.
 * Collaborators: the server stores what happens and sums it up. Records are immutable; whatever implements {@link
 * dev.holdfast.control.experiment.Assignments} is thread-safe.
 */
@NullMarked
package dev.holdfast.control.experiment;

import org.jspecify.annotations.NullMarked;
