package dev.holdfast.control.experiment.statistics;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.inference.ChiSquareTest;

/**
 * Whether units were divided among the variants as they should have been. If not, some of them got lost on the way, most often not by chance, and
 * no effect can be trusted (Fabijan et al., "Diagnosing sample ratio mismatch in online controlled experiments", 2019).
 *
 * <p>The verdict is a sequential test, so that it may be asked after each unit: the Bayes factor of Lindon and Malek ("Anytime-valid
 * inference for multinomial count data", 2022) of a Dirichlet mixture around the expected division against that division itself. Its
 * expectation is 1 at all times if the division is right, so that it ever exceeds {@code 1/α} with probability α at most (Ville). The chi-squared
 * p-value beside it is for comparison: it is only right for one look.
 *
 * @param mismatch whether the division is wrong, with an error of {@link #ALPHA} over all looks together
 * @param sequentialP the smallest α for which it would be, at this look
 * @param chiSquaredP Pearson's p-value for this look alone; 1 while there are no units
 */
public record SampleRatio(boolean mismatch, double sequentialP, double chiSquaredP) {
    /** How often a right division may ever be called wrong. */
    public static final double ALPHA = 0.005;

    /** How sharply the mixture is drawn to the expected division: it costs little below so many units and nothing beyond. */
    private static final double CONCENTRATION = 100;

    /** The check of so many units per variant against weights, of which all are positive. */
    public static SampleRatio of(long[] units, double[] weights) {
        if (units.length != weights.length || units.length < 2 || Arrays.stream(weights).anyMatch(weight -> !(weight > 0))) {
            throw new IllegalArgumentException("each of two variants or more needs a weight");
        }
        long total = Arrays.stream(units).sum();
        double sequential = total == 0 ? 1 : Math.min(1, Math.exp(-logBayesFactor(units, shares(weights), total)));
        return new SampleRatio(sequential <= ALPHA, sequential, total == 0 ? 1 : pearson(units, weights));
    }

    private static double[] shares(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /** {@code ln Γ(c) − ln Γ(c + n) + Σ (ln Γ(c pᵢ + nᵢ) − ln Γ(c pᵢ) − nᵢ ln pᵢ)}. */
    private static double logBayesFactor(long[] units, double[] shares, long total) {
        double log = LogGamma.value(CONCENTRATION) - LogGamma.value(CONCENTRATION + total);
        for (int i = 0; i < units.length; i++) {
            double prior = CONCENTRATION * shares[i];
            log += LogGamma.value(prior + units[i]) - LogGamma.value(prior) - units[i] * Math.log(shares[i]);
        }
        return log;
    }

    private static double pearson(long[] units, double[] weights) {
        return ChiSquareTest.withDefaults().test(weights, units).getPValue();
    }
}
