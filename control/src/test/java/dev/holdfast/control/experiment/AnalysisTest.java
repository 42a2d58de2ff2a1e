package dev.holdfast.control.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.experiment.statistics.Moments;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AnalysisTest {
    private static final Metric BOUGHT = new Metric("bought", Metric.Kind.CONVERSION, Metric.Better.HIGHER, Optional.empty());
    private static final Metric ERRORS = new Metric("errors", Metric.Kind.SUM, Metric.Better.LOWER, Optional.empty());
    private static final Metric SPENT = new Metric("spent", Metric.Kind.SUM, Metric.Better.HIGHER, Optional.of("spent"));
    private static final Plan PLAN = new Plan("targetingKey", Plan.Assignment.BY_RULE, 60, 10_000);

    private static Experiment experiment(Measures measures, String... treatments) {
        List<Variant> variants = Stream.concat(
                        Stream.of("control"), Arrays.stream(treatments))
                .map(name -> new Variant(name, 1))
                .toList();
        return new Experiment("checkout", "new-checkout", variants, measures, PLAN);
    }

    private static Measures only(Metric metric) {
        return new Measures(metric, List.of(), List.of());
    }

    /** The sums of units of which some did it and the others did not. */
    private static Moments proportion(int units, int did) {
        Moments moments = Moments.NONE;
        for (int i = 0; i < units; i++) {
            moments = moments.plus(i < did ? 1 : 0, 0);
        }
        return moments;
    }

    private static Moments around(double mean, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Moments moments = Moments.NONE;
        for (int i = 0; i < 5_000; i++) {
            moments = moments.plus(mean + random.nextGaussian(), 0);
        }
        return moments;
    }

    private static VariantSums sums(Metric metric, Moments moments) {
        return new VariantSums(moments.units(), 0, Map.of(metric.name(), moments));
    }

    private static Optional<Finding> finding(Results results, int metric, int variant) {
        return results.metrics().get(metric).variants().get(variant).finding();
    }

    private static Optional<Finding> primary(Metric metric, Moments control, Moments treated) {
        Map<String, VariantSums> sums = Map.of("control", sums(metric, control), "new", sums(metric, treated));
        return finding(Analysis.of(experiment(only(metric), "new"), sums), 0, 1);
    }

    @Test
    void whichWayIsGoodDependsOnTheMetric() {
        assertEquals(Optional.of(Finding.BETTER), primary(BOUGHT, proportion(5_000, 500), proportion(5_000, 800)));
        assertEquals(Optional.of(Finding.WORSE), primary(BOUGHT, proportion(5_000, 800), proportion(5_000, 500)));
        assertEquals(Optional.of(Finding.WORSE), primary(ERRORS, around(3, 1), around(4, 2)));
        assertEquals(Optional.of(Finding.BETTER), primary(ERRORS, around(4, 1), around(3, 2)));
        assertEquals(Optional.of(Finding.UNDECIDED), primary(BOUGHT, proportion(5_000, 500), proportion(5_000, 510)));
    }

    @Test
    void fewUnitsOrFewOfOneKindSayNothing() {
        assertEquals(Optional.of(Finding.TOO_FEW), primary(BOUGHT, proportion(150, 20), proportion(150, 120)));
        assertEquals(Optional.of(Finding.TOO_FEW), primary(BOUGHT, proportion(5_000, 3), proportion(5_000, 60)));
        assertEquals(Optional.of(Finding.TOO_FEW), primary(BOUGHT, Moments.NONE, Moments.NONE));
    }

    @Test
    void moreVariantsMakeIntervalsWider() {
        Map<String, VariantSums> sums = Map.of(
                "control", sums(BOUGHT, proportion(5_000, 500)),
                "new", sums(BOUGHT, proportion(5_000, 600)),
                "newer", sums(BOUGHT, proportion(5_000, 600)));
        Effect one = effect(Analysis.of(experiment(only(BOUGHT), "new"), sums));
        Effect two = effect(Analysis.of(experiment(only(BOUGHT), "new", "newer"), sums));
        assertEquals(Analysis.ALPHA / 2, two.error());
        assertTrue(two.absolute().upper() > one.absolute().upper());
        assertEquals(0.02, one.absolute().estimate(), 1e-12);
        assertEquals(0.2, one.relative().orElseThrow().estimate(), 1e-12);
    }

    private static Effect effect(Results results) {
        return results.metrics().getFirst().variants().get(1).effect().orElseThrow();
    }

    @Test
    void aGuardrailHoldsOnlyOnceItIsShownNotToBeWorse() {
        Guardrail guardrail = new Guardrail(ERRORS, 0.1);
        Experiment experiment = experiment(new Measures(BOUGHT, List.of(guardrail), List.of()), "new");
        assertEquals(Optional.of(Finding.HOLDS), guarded(experiment, 3));
        assertEquals(Optional.of(Finding.HOLDS), guarded(experiment, 2));
        assertEquals(Optional.of(Finding.BROKEN), guarded(experiment, 3.6));
        assertEquals(Optional.of(Finding.UNDECIDED), guarded(experiment, 3.3));
    }

    private static Optional<Finding> guarded(Experiment experiment, double mean) {
        Map<String, VariantSums> sums = Map.of("control", sums(ERRORS, around(3, 1)), "new", sums(ERRORS, around(mean, 2)));
        return finding(Analysis.of(experiment, sums), 1, 1);
    }

    @Test
    void aCovariateNarrowsTheIntervalAndThePlainOneIsStillShown() {
        SplittableRandom random = new SplittableRandom(7);
        Moments[] moments = {Moments.NONE, Moments.NONE};
        for (int i = 0; i < 4_000; i++) {
            double before = random.nextGaussian();
            moments[i % 2] = moments[i % 2].plus(10 + before + random.nextGaussian() / 2, before);
        }
        Effect effect = effect(Analysis.of(
                experiment(only(SPENT), "new"), Map.of("control", sums(SPENT, moments[0]), "new", sums(SPENT, moments[1]))));
        Effect.Range plain = effect.unadjusted().orElseThrow();
        assertTrue(effect.absolute().upper() - effect.absolute().lower() < 0.6 * (plain.upper() - plain.lower()));
        assertEquals(0.8, effect.explained(), 0.03);
    }

    @Test
    void aLopsidedDivisionIsCalledOut() {
        Map<String, VariantSums> sums = Map.of(
                "control", new VariantSums(26_000, 0, Map.of()), "new", new VariantSums(24_000, 12, Map.of()));
        Results results = Analysis.of(experiment(only(BOUGHT), "new"), sums);
        assertTrue(results.division().mismatch());
        assertEquals(12, results.variants().get(1).apart());
        assertFalse(Analysis.of(experiment(only(BOUGHT), "new"), Map.of()).division().mismatch());
    }

    @Test
    void whatCannotBeAnExperimentIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> experiment(only(BOUGHT)));
        assertThrows(IllegalArgumentException.class, () -> experiment(only(BOUGHT), "new", "new"));
        assertThrows(IllegalArgumentException.class, () -> new Variant("a", 0));
        assertThrows(IllegalArgumentException.class, () -> new Guardrail(ERRORS, 0));
        assertThrows(IllegalArgumentException.class, () -> new Measures(BOUGHT, List.of(), List.of(BOUGHT)));
        assertThrows(IllegalArgumentException.class, () -> new Plan("k", Plan.Assignment.STICKY, 0, 1_000));
    }
}
