package dev.holdfast.control.experiment.statistics;

/**
 * The units of one variant, summed up: means and centred sums of squares and products of a value and a covariate. Units are added, taken away
 * again, and sums of others joined, without any of the units at hand.
 *
 * <p>Updates are those of Welford ("Note on a method for calculating corrected sums of squares and products", 1962), joining is that of
 * Chan, Golub and LeVeque ("Updating formulae and a pairwise algorithm for computing sample variances", 1979): neither subtracts large numbers
 * from each other, as sums of squares would.
 *
 * @param units how many
 * @param nonzero of these with a value other than 0
 * @param mean of the value
 * @param covariateMean of the covariate
 * @param squares Σ (value − mean)²
 * @param products Σ (value − mean)(covariate − covariate mean)
 * @param covariateSquares Σ (covariate − covariate mean)²
 */
public record Moments(
        long units, long nonzero, double mean, double covariateMean, double squares, double products, double covariateSquares) {
    /** No units. */
    public static final Moments NONE = new Moments(0, 0, 0, 0, 0, 0, 0);

    public Moments {
        if (units < 0 || nonzero < 0 || nonzero > units || !Double.isFinite(mean) || !Double.isFinite(squares)) {
            throw new IllegalArgumentException("sums that no units have");
        }
    }

    /** With one more unit. */
    public Moments plus(double value, double covariate) {
        long n = units + 1;
        double valueStep = value - mean;
        double covariateStep = covariate - covariateMean;
        double newMean = mean + valueStep / n;
        double newCovariateMean = covariateMean + covariateStep / n;
        return new Moments(
                n,
                nonzero + count(value),
                newMean,
                newCovariateMean,
                squares + valueStep * (value - newMean),
                products + valueStep * (covariate - newCovariateMean),
                covariateSquares + covariateStep * (covariate - newCovariateMean));
    }

    /** Without a unit that was added before. */
    public Moments minus(double value, double covariate) {
        if (units <= 1) {
            return NONE;
        }
        long n = units - 1;
        double oldMean = mean - (value - mean) / n;
        double oldCovariateMean = covariateMean - (covariate - covariateMean) / n;
        return new Moments(
                n,
                nonzero - count(value),
                oldMean,
                oldCovariateMean,
                Math.max(0, squares - (value - oldMean) * (value - mean)),
                products - (value - oldMean) * (covariate - covariateMean),
                Math.max(0, covariateSquares - (covariate - oldCovariateMean) * (covariate - covariateMean)));
    }

    /** These units and others. */
    public Moments join(Moments other) {
        if (units == 0 || other.units == 0) {
            return units == 0 ? other : this;
        }
        long n = units + other.units;
        double share = (double) other.units / n;
        double weight = units * share;
        double valueStep = other.mean - mean;
        double covariateStep = other.covariateMean - covariateMean;
        return new Moments(
                n,
                nonzero + other.nonzero,
                mean + valueStep * share,
                covariateMean + covariateStep * share,
                squares + other.squares + valueStep * valueStep * weight,
                products + other.products + valueStep * covariateStep * weight,
                covariateSquares + other.covariateSquares + covariateStep * covariateStep * weight);
    }

    private static int count(double value) {
        return value == 0 ? 0 : 1;
    }

    /** The sample variance of the value; 0 for fewer than two units. */
    public double variance() {
        return units < 2 ? 0 : squares / (units - 1);
    }

    /** The sample variance of {@code value − slope · covariate}. */
    double residualVariance(double slope) {
        return units < 2 ? 0 : Math.max(0, squares - 2 * slope * products + slope * slope * covariateSquares) / (units - 1);
    }
}
