/**
 * The statistics of experiments: what may be concluded from the values of units at any time, however often somebody looks.
 *
 * <p>{@link dev.holdfast.control.experiment.statistics.Moments} sums the units of one variant up, so that no result needs a scan.
 * {@link dev.holdfast.control.experiment.statistics.Comparison} makes an estimate of two of them, plain or adjusted by a covariate (CUPED), and
 * {@link dev.holdfast.control.experiment.statistics.ConfidenceSequence} puts an interval around it that holds at all times together.
 * {@link dev.holdfast.control.experiment.statistics.SampleRatio} asks whether units were divided as they should have been. Formulas are named by
 * the papers they come from; tests simulate that they hold. Everything is immutable.
 */
@NullMarked
package dev.holdfast.control.experiment.statistics;

import org.jspecify.annotations.NullMarked;
