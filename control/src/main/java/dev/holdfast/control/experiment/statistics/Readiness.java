package dev.holdfast.control.experiment.statistics;

/**
 * When there are units enough for the mean of a variant to be normal and its variance known, which intervals rest on. Counts units with and
 * without a value, since a thousand units of which three bought something say as little about what is bought as three.
 */
public enum Readiness {
    /** The value is 0 or 1: both must have been seen often. */
    PROPORTION,
    /** Any value: values other than 0 must have been seen often. */
    MEAN;

    /** The least number of units of each variant. */
    public static final long UNITS = 200;

    /** The least number of units of each variant with a value other than 0, and for proportions with 0 as well. */
    public static final long OF_EACH_KIND = 50;

    /** Whether an interval may be given. */
    public boolean isReached(Comparison comparison) {
        return isReached(comparison.control()) && isReached(comparison.variant());
    }

    private boolean isReached(Moments moments) {
        long kind = this == PROPORTION ? Math.min(moments.nonzero(), moments.units() - moments.nonzero()) : moments.nonzero();
        return moments.units() >= UNITS && kind >= OF_EACH_KIND && moments.variance() > 0;
    }
}
