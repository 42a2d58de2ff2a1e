/**
 * Experiments as the server keeps them: what programs report of exposures and metrics, summed up by unit and variant, and what follows.
 *
 * <p>{@link dev.holdfast.server.experiment.Intake} writes down what arrives; {@link dev.holdfast.server.experiment.Settlement} turns each
 * unit whose window has ended into values that are added to its variant's sums, so that {@link
 * dev.holdfast.server.experiment.ExperimentRoutes} answers without looking at units. {@link dev.holdfast.server.experiment.Stickiness} lets units keep
 * variants when flags are evaluated for them. Collaborators: {@link dev.holdfast.control.experiment}
 * concludes; {@link dev.holdfast.server.experiment.Environments} says which environment a call is about. Everything is thread-safe.
 */
@NullMarked
package dev.holdfast.server.experiment;

import org.jspecify.annotations.NullMarked;
