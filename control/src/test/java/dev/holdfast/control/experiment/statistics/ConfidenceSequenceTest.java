package dev.holdfast.control.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.commons.statistics.inference.TTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each claim over many experiments with a look after every unit. */
final class ConfidenceSequenceTest {
    private static final double ALPHA = 0.05;
    private static final int UNITS = 3_000;
    private static final ConfidenceSequence SEQUENCE = ConfidenceSequence.twoSided(ALPHA, UNITS);
    private static final ConfidenceSequence ONE_SIDED = ConfidenceSequence.oneSided(ALPHA, UNITS);

    private static Predicate<Comparison> misses(double truth, Function<Comparison, Estimate> estimate) {
        return comparison -> !SEQUENCE.around(estimate.apply(comparison)).contains(truth);
    }

    /** What must be seen in no more experiments than in ALPHA, if the means differ by {@code truth}, that is by {@code lift} of the control's. */
    private static Map<String, Predicate<Comparison>> errors(double truth, double lift) {
        Map<String, Predicate<Comparison>> errors = new LinkedHashMap<>();
        errors.put("interval misses", misses(truth, Comparison::difference));
        errors.put("adjusted interval misses", misses(truth, Comparison::adjusted));
        errors.put("interval of the ratio misses", comparison -> comparison.ratio(SEQUENCE)
                .filter(interval -> !interval.contains(lift))
                .isPresent());
        errors.put("lower bound is above", comparison -> ONE_SIDED.lower(comparison.difference()) > truth);
        errors.put("upper bound is below", comparison -> ONE_SIDED.upper(comparison.difference()) < truth);
        return errors;
    }

    private static void assertSeldom(Trials trials, Map<String, Predicate<Comparison>> errors) {
        // Once, so that trials in which nobody ever had enough units to look cannot pass for good ones.
        errors.put("looked at", comparison -> true);
        Trials.Outcome seen = trials.run(errors);
        assertEquals(1, seen.of("looked at").ever(), () -> trials + ": " + seen);
        seen.seen().forEach((name, what) -> assertTrue(
                name.equals("looked at") || what.ever() <= ALPHA, () -> trials + ": " + name + " " + what));
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnEffectLookingAfterEachUnitAlarmsInFiveOfAHundredExperimentsAtMost(Population population) {
        assertSeldom(new Trials(Trials.seed("A/A " + population), 1_000, UNITS, population, 0), errors(0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void theIntervalCoversTheEffectAtEveryLookInNinetyFiveOfAHundredExperiments(Population population) {
        assertSeldom(
                new Trials(Trials.seed("A/B " + population), 800, UNITS, population, 0.2),
                errors(0.2 * population.mean(), 0.2));
    }

    /** Shows that the simulation can tell: with the test that everybody knows, looking all the time finds what is not there. */
    @Test
    void theSameExperimentsDeceiveATestMeantForOneLook() {
        Trials trials = new Trials(Trials.seed("A/A, t-test"), 200, UNITS, Population.NORMAL, 0);
        double share = trials.run(Map.of("t-test alarms", comparison -> tTest(comparison) < ALPHA)).of("t-test alarms").ever();
        assertTrue(share > 2 * ALPHA, () -> trials + ": " + share);
    }

    private static double tTest(Comparison of) {
        Moments one = of.control();
        Moments other = of.variant();
        return TTest.withDefaults()
                .test(one.mean(), one.variance(), one.units(), other.mean(), other.variance(), other.units())
                .getPValue();
    }

    @Test
    void anEffectThatIsThereIsFoundAndWithACovariateByFewerUnits() {
        Trials trials = new Trials(Trials.seed("power"), 400, 2 * UNITS, Population.NORMAL, 0.04);
        Map<String, Predicate<Comparison>> signs = new LinkedHashMap<>();
        signs.put("found", misses(0, Comparison::difference));
        signs.put("found, adjusted", misses(0, Comparison::adjusted));
        Trials.Outcome seen = trials.run(signs);
        Trials.Seen plain = seen.of("found");
        Trials.Seen adjusted = seen.of("found, adjusted");
        assertTrue(plain.ever() > 0.95 && adjusted.ever() > 0.99, () -> trials + ": " + seen);
        assertTrue(adjusted.unitsUntil() < 0.6 * plain.unitsUntil(), () -> trials + ": " + seen);
    }

    /** The value is 0.8 times the covariate and 0.6 times something else: 0.64 of its variance is explained. */
    @Test
    void aCovariateTakesAwayTheVarianceThatItExplains() {
        Trials trials = new Trials(Trials.seed("explained"), 1, 50_000, Population.NORMAL, 0);
        Predicate<Comparison> sign =
                comparison -> comparison.units() == 50_000 && Math.abs(comparison.explained() - 0.64) < 0.02;
        assertEquals(1, trials.run(Map.of("explained", sign)).of("explained").ever(), trials::toString);
    }

    @Test
    void theFormulaGivesTheNumbersOfThePaper() {
        ConfidenceSequence sequence = new ConfidenceSequence(0.05, 0.01);
        assertEquals(Math.sqrt(4 * Math.log(Math.sqrt(2) / 0.05)), sequence.reach(100), 1e-12);
        assertEquals(4 * Math.log1p(Math.sqrt(2) / 0.1), Math.pow(sequence.lower(new Estimate(0, 1, 100)), 2), 1e-9);
    }

    @Test
    void itIsNarrowestAboutWhereItIsMeantToBe() {
        double meant = ConfidenceSequence.twoSided(ALPHA, 10_000).reach(10_000);
        assertTrue(meant < ConfidenceSequence.twoSided(ALPHA, 1_000).reach(10_000));
        assertTrue(meant < ConfidenceSequence.twoSided(ALPHA, 100_000).reach(10_000));
    }
}
