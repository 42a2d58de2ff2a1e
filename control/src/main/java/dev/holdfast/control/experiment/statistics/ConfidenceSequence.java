package dev.holdfast.control.experiment.statistics;

/**
 * Intervals of which all together hold with probability {@code 1 − alpha}: whoever looks after each unit and stops when they like is wrong no
 * more often than that.
 *
 * <p>This is the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas ("Time-uniform central limit theory and
 * asymptotic confidence sequences", Annals of Statistics 52(6), 2024; arXiv 2103.06476): with an estimate of variance V after t units
 *
 * <pre>  estimate ± √V · √( 2 (t ρ² + 1) / (t ρ²) · ln( √(t ρ² + 1) / α ) )</pre>
 *
 * and one-sided with {@code ln(1 + √(t ρ² + 1) / (2α))}. It is the normal mixture of Robbins with an estimated variance, and needs no more of
 * the values than a variance. Like the central limit theorem it holds for many units; {@link Readiness} says from when on.
 *
 * @param alpha how often it may be wrong at any time at all
 * @param rhoSquared ρ²: at which number of units the intervals are as narrow as they can be; others are valid, only wider
 */
public record ConfidenceSequence(double alpha, double rhoSquared) {
    public ConfidenceSequence {
        if (!(alpha > 0 && alpha < 0.5) || !(rhoSquared > 0)) {
            throw new IllegalArgumentException("a sequence needs an error between 0 and 0.5, and a number of units it is meant for");
        }
    }

    /** Two-sided, narrowest after so many units. */
    public static ConfidenceSequence twoSided(double alpha, double units) {
        return new ConfidenceSequence(alpha, narrowestAt(alpha, units));
    }

    /** For {@link #lower} and {@link #upper}, of which each is wrong with probability alpha. */
    public static ConfidenceSequence oneSided(double alpha, double units) {
        return new ConfidenceSequence(alpha, narrowestAt(2 * alpha, units));
    }

    /** The approximation of the best ρ² in the same paper, {@code (−2 ln α + ln(−2 ln α + 1)) / t}. */
    private static double narrowestAt(double alpha, double units) {
        double twice = -2 * Math.log(alpha);
        return (twice + Math.log(twice + 1)) / Math.max(1, units);
    }

    /** The interval around an estimate. */
    public Interval around(Estimate estimate) {
        double reach = estimate.standardError() * reach(estimate.units());
        return new Interval(estimate.value() - reach, estimate.value() + reach);
    }

    /** The true value is above this. */
    public double lower(Estimate estimate) {
        return estimate.value() - estimate.standardError() * oneSidedReach(estimate.units());
    }

    /** The true value is below this. */
    public double upper(Estimate estimate) {
        return estimate.value() + estimate.standardError() * oneSidedReach(estimate.units());
    }

    /** How many standard errors the interval reaches to each side after so many units. */
    double reach(long units) {
        double time = units * rhoSquared;
        return Math.sqrt(2 * (time + 1) / time * Math.log(Math.sqrt(time + 1) / alpha));
    }

    private double oneSidedReach(long units) {
        double time = units * rhoSquared;
        return Math.sqrt(2 * (time + 1) / time * Math.log1p(Math.sqrt(time + 1) / (2 * alpha)));
    }
}
