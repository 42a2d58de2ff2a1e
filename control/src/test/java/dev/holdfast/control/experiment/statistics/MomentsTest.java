package dev.holdfast.control.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class MomentsTest {
    private static final int UNITS = 5_000;

    private record Unit(double value, double covariate) {}

    private static List<Unit> units(long seed, double offset) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < UNITS; i++) {
            double covariate = random.nextGaussian();
            units.add(new Unit(random.nextInt(3) == 0 ? 0 : offset + covariate + random.nextGaussian(), offset + covariate));
        }
        return units;
    }

    private static Moments sum(List<Unit> units) {
        Moments sum = Moments.NONE;
        for (Unit unit : units) {
            sum = sum.plus(unit.value(), unit.covariate());
        }
        return sum;
    }

    private static void assertSame(Moments expected, Moments actual, double tolerance) {
        assertEquals(expected.units(), actual.units());
        assertEquals(expected.nonzero(), actual.nonzero());
        assertEquals(expected.mean(), actual.mean(), tolerance * Math.abs(expected.mean()));
        assertEquals(expected.covariateMean(), actual.covariateMean(), tolerance * Math.abs(expected.covariateMean()));
        assertEquals(expected.squares(), actual.squares(), tolerance * expected.squares());
        assertEquals(expected.products(), actual.products(), tolerance * Math.abs(expected.products()));
        assertEquals(expected.covariateSquares(), actual.covariateSquares(), tolerance * expected.covariateSquares());
    }

    private static Moments inTwoPasses(List<Unit> units) {
        double mean = units.stream().mapToDouble(Unit::value).average().orElseThrow();
        double covariateMean = units.stream().mapToDouble(Unit::covariate).average().orElseThrow();
        return new Moments(
                units.size(),
                units.stream().filter(unit -> unit.value() != 0).count(),
                mean,
                covariateMean,
                units.stream().mapToDouble(unit -> Math.pow(unit.value() - mean, 2)).sum(),
                units.stream().mapToDouble(unit -> (unit.value() - mean) * (unit.covariate() - covariateMean)).sum(),
                units.stream().mapToDouble(unit -> Math.pow(unit.covariate() - covariateMean, 2)).sum());
    }

    @Test
    void addingOneByOneIsWhatTwoPassesGive() {
        List<Unit> units = units(Trials.seed("moments"), 100);
        assertSame(inTwoPasses(units), sum(units), 1e-9);
    }

    @Test
    void joinedPartsAreTheWhole() {
        List<Unit> units = units(Trials.seed("join"), 100);
        Moments joined = Moments.NONE;
        for (int from = 0; from < UNITS; from += 700) {
            joined = joined.join(sum(units.subList(from, Math.min(UNITS, from + 700))));
        }
        assertSame(sum(units), joined, 1e-9);
    }

    @Test
    void takingUnitsAwayIsAsIfTheyHadNeverBeen() {
        List<Unit> units = units(Trials.seed("minus"), 100);
        Moments less = sum(units);
        for (Unit unit : units.subList(0, 1_000)) {
            less = less.minus(unit.value(), unit.covariate());
        }
        assertSame(sum(units.subList(1_000, UNITS)), less, 1e-9);
    }

    @Test
    void takingTheLastAwayLeavesNone() {
        assertEquals(Moments.NONE, Moments.NONE.plus(3, 4).minus(3, 4));
    }

    @Test
    void largeValuesLoseNoVariance() {
        Moments far = Moments.NONE.plus(1e9 + 1, 0).plus(1e9 + 2, 0).plus(1e9 + 3, 0);
        assertEquals(1, far.variance(), 1e-6);
    }

    @Test
    void sumsOfNothingPossibleAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Moments(1, 2, 0, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> Moments.NONE.plus(Double.NaN, 0));
    }
}
