package dev.holdfast.control.experiment.statistics;

import java.util.Optional;

/**
 * A variant beside the control: estimates of what it changes.
 *
 * @param control the units that were left alone
 * @param variant the units that were not
 */
public record Comparison(Moments control, Moments variant) {
    /** The difference of the means, {@code variant − control}; for values 0 and 1 that of the proportions. */
    public Estimate difference() {
        return against(1);
    }

    /** The mean of the variant less {@code factor} times that of the control. */
    public Estimate against(double factor) {
        return new Estimate(
                variant.mean() - factor * control.mean(),
                perUnit(variant.variance(), variant) + factor * factor * perUnit(control.variance(), control),
                units());
    }

    /**
     * The difference of the means without what the covariate explains: CUPED of Deng, Xu, Kohavi and Walker ("Improving the sensitivity of
     * online controlled experiments by utilizing pre-experiment data", 2013), {@code Δ − θ Δz} with {@code θ = cov(y, z) / var(z)} within the
     * variants. The covariate must be known before the unit was exposed, or its own difference would be part of the effect. θ is estimated
     * from the same units; that changes the estimate by less than its error, the more so the more units there are.
     */
    public Estimate adjusted() {
        double slope = slope();
        double shift = variant.covariateMean() - control.covariateMean();
        return new Estimate(
                variant.mean() - control.mean() - slope * shift,
                perUnit(variant.residualVariance(slope), variant) + perUnit(control.residualVariance(slope), control),
                units());
    }

    /** The part of the variance of the difference that the covariate takes away, 0 to 1. */
    public double explained() {
        double plain = difference().variance();
        return plain == 0 ? 0 : Math.clamp(1 - adjusted().variance() / plain, 0, 1);
    }

    /**
     * All {@code variant / control − 1} that a sequence does not exclude: the set of Fieller ("Some problems in interval estimation",
     * 1954), which are those r for which {@code variant − (1 + r) control} may be 0. Holds at all times as the sequence does. Empty while the mean of
     * the control may be 0 as well, for then no ratio is excluded.
     */
    public Optional<Interval> ratio(ConfidenceSequence sequence) {
        double reach = sequence.reach(units());
        double square = reach * reach;
        double a = control.mean() * control.mean() - square * perUnit(control.variance(), control);
        double half = variant.mean() * control.mean();
        double c = variant.mean() * variant.mean() - square * perUnit(variant.variance(), variant);
        double root = half * half - a * c;
        if (!(a > 0) || !(root >= 0)) {
            return Optional.empty();
        }
        return Optional.of(new Interval((half - Math.sqrt(root)) / a - 1, (half + Math.sqrt(root)) / a - 1));
    }

    /** The units of both. */
    public long units() {
        return control.units() + variant.units();
    }

    private double slope() {
        double squares = variant.covariateSquares() + control.covariateSquares();
        return squares == 0 ? 0 : (variant.products() + control.products()) / squares;
    }

    private static double perUnit(double variance, Moments of) {
        return of.units() == 0 ? 0 : variance / of.units();
    }
}
