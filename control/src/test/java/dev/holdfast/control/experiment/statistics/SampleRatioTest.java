package dev.holdfast.control.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class SampleRatioTest {
    private static final double[] HALVES = {1, 1};

    /** The share of experiments in which the division was ever called wrong, looking after every unit. */
    private static double everSeen(long seed, int trials, int units, double share, Predicate<SampleRatio> sign) {
        SplittableRandom random = new SplittableRandom(seed);
        int seen = 0;
        for (int trial = 0; trial < trials; trial++) {
            seen += isEverSeen(random.split(), units, share, sign) ? 1 : 0;
        }
        return seen / (double) trials;
    }

    private static boolean isEverSeen(SplittableRandom random, int units, double share, Predicate<SampleRatio> sign) {
        long[] counts = new long[2];
        for (int unit = 0; unit < units; unit++) {
            counts[random.nextDouble() < share ? 0 : 1]++;
            if (sign.test(SampleRatio.of(counts, HALVES))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aRightDivisionIsHardlyEverCalledWrongHoweverOftenSomebodyLooks() {
        long seed = Trials.seed("sample ratio");
        double share = everSeen(seed, 400, 3_000, 0.5, SampleRatio::mismatch);
        System.out.println("false alarms: " + share);
        assertTrue(share <= 3 * SampleRatio.ALPHA, () -> share + " with seed " + seed);
    }

    /** Shows that the simulation can tell. */
    @Test
    void theSameLooksDeceiveTheTestOfPearson() {
        long seed = Trials.seed("Pearson");
        double share = everSeen(seed, 150, 3_000, 0.5, ratio -> ratio.chiSquaredP() < SampleRatio.ALPHA);
        System.out.println("false alarms of Pearson's test: " + share);
        assertTrue(share > 4 * SampleRatio.ALPHA, () -> share + " with seed " + seed);
    }

    @Test
    void fiftyTwoToFortyEightIsFound() {
        long seed = Trials.seed("52/48");
        double share = everSeen(seed, 60, 30_000, 0.52, SampleRatio::mismatch);
        System.out.println("found: " + share);
        assertTrue(share > 0.95, () -> share + " with seed " + seed);
    }

    @Test
    void weightsNeedNotBeEqual() {
        double[] weights = {8, 1, 1};
        assertFalse(SampleRatio.of(new long[] {80_100, 9_950, 9_950}, weights).mismatch());
        assertTrue(SampleRatio.of(new long[] {80_100, 10_400, 9_500}, weights).mismatch());
    }

    @Test
    void withoutUnitsNothingIsWrong() {
        SampleRatio none = SampleRatio.of(new long[] {0, 0}, HALVES);
        assertEquals(new SampleRatio(false, 1, 1), none);
    }

    @Test
    void aVariantThatShouldGetNobodyIsNoVariant() {
        assertThrows(IllegalArgumentException.class, () -> SampleRatio.of(new long[] {1, 1}, new double[] {1, 0}));
    }
}
