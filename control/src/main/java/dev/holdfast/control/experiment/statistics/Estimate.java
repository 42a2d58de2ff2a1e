package dev.holdfast.control.experiment.statistics;

/**
 * A number known with an error that is normal for many units.
 *
 * @param value the estimate
 * @param variance of the estimate
 * @param units on which it rests
 */
public record Estimate(double value, double variance, long units) {
    /** The standard error. */
    public double standardError() {
        return Math.sqrt(variance);
    }
}
