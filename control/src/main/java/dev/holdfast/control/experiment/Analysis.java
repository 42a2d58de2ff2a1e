package dev.holdfast.control.experiment;

import dev.holdfast.control.experiment.statistics.Comparison;
import dev.holdfast.control.experiment.statistics.ConfidenceSequence;
import dev.holdfast.control.experiment.statistics.Estimate;
import dev.holdfast.control.experiment.statistics.Interval;
import dev.holdfast.control.experiment.statistics.SampleRatio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Concludes. Several questions at once are several chances to be wrong, so an error of {@link #ALPHA} is divided (Bonferroni) among those
 * that belong together: the variants for the primary metric; variants and metrics for the secondary ones, apart from the primary one,
 * because they decide nothing; variants and guardrails for calling a guardrail broken. Calling one safe needs no division by guardrails: a variant is
 * safe only if all are, which is seldom enough by itself (the intersection–union test of Berger, "Multiparameter hypothesis testing and
 * acceptance sampling", 1982).
 */
public final class Analysis {
    /** How often any of the statements that belong together is ever wrong. */
    public static final double ALPHA = 0.05;

    private final Experiment experiment;
    private final Map<String, VariantSums> sums;

    private Analysis(Experiment experiment, Map<String, VariantSums> sums) {
        this.experiment = experiment;
        this.sums = Map.copyOf(sums);
    }

    /** What may be concluded from these sums, by variant. */
    public static Results of(Experiment experiment, Map<String, VariantSums> sums) {
        return new Analysis(experiment, sums).results();
    }

    private Results results() {
        List<Results.OfMetric> metrics = new ArrayList<>();
        Measures measures = experiment.measures();
        metrics.add(metric(measures.primary(), Results.Part.PRIMARY, 1));
        measures.guardrails().forEach(guardrail -> metrics.add(guardrail(guardrail)));
        measures.secondary()
                .forEach(metric -> metrics.add(metric(metric, Results.Part.SECONDARY, measures.secondary().size())));
        return new Results(division(), units(), metrics);
    }

    private SampleRatio division() {
        List<Variant> variants = experiment.variants();
        return SampleRatio.of(
                variants.stream().mapToLong(variant -> sums(variant).assigned()).toArray(),
                variants.stream().mapToDouble(Variant::weight).toArray());
    }

    private List<Results.Units> units() {
        return experiment.variants().stream()
                .map(variant -> new Results.Units(variant.name(), sums(variant).assigned(), sums(variant).apart()))
                .toList();
    }

    private Results.OfMetric metric(Metric metric, Results.Part part, int questions) {
        return rows(metric, part, questions, (variant, comparison, effect) -> direction(metric, effect.absolute()));
    }

    private Results.OfMetric guardrail(Guardrail guardrail) {
        int questions = experiment.measures().guardrails().size();
        return rows(
                guardrail.metric(),
                Results.Part.GUARDRAIL,
                questions,
                (variant, comparison, effect) -> safety(guardrail, variant, comparison, questions));
    }

    /** Says what follows. */
    private interface Judgement {
        Finding of(Variant variant, Comparison comparison, Effect effect);
    }

    private Results.OfMetric rows(Metric metric, Results.Part part, int questions, Judgement judgement) {
        List<Results.OfVariant> rows = new ArrayList<>();
        rows.add(row(metric, experiment.control(), Optional.empty(), Optional.empty()));
        for (Variant variant : experiment.treatments()) {
            Comparison comparison = new Comparison(sums(experiment.control()).of(metric), sums(variant).of(metric));
            if (metric.kind().readiness().isReached(comparison)) {
                Effect effect = effect(metric, variant, comparison, error(questions));
                rows.add(row(metric, variant, Optional.of(effect), Optional.of(judgement.of(variant, comparison, effect))));
            } else {
                rows.add(row(metric, variant, Optional.empty(), Optional.of(Finding.TOO_FEW)));
            }
        }
        return new Results.OfMetric(metric.name(), part, rows);
    }

    private Results.OfVariant row(Metric metric, Variant variant, Optional<Effect> effect, Optional<Finding> finding) {
        var moments = sums(variant).of(metric);
        return new Results.OfVariant(variant.name(), moments.units(), moments.mean(), effect, finding);
    }

    private Effect effect(Metric metric, Variant variant, Comparison comparison, double error) {
        ConfidenceSequence sequence = ConfidenceSequence.twoSided(error, experiment.plannedFor(variant));
        Effect.Range plain = range(sequence, comparison.difference());
        Optional<Effect.Range> relative = comparison.ratio(sequence)
                .map(interval -> Effect.Range.of(comparison.variant().mean() / comparison.control().mean() - 1, interval));
        return metric.covariate().isEmpty()
                ? new Effect(plain, relative, Optional.empty(), 0, error)
                : new Effect(range(sequence, comparison.adjusted()), relative, Optional.of(plain), comparison.explained(), error);
    }

    private static Effect.Range range(ConfidenceSequence sequence, Estimate estimate) {
        Interval interval = sequence.around(estimate);
        return Effect.Range.of(estimate.value(), interval);
    }

    private static Finding direction(Metric metric, Effect.Range range) {
        if (range.lower() <= 0 && range.upper() >= 0) {
            return Finding.UNDECIDED;
        }
        return range.lower() > 0 == (metric.better() == Metric.Better.HIGHER) ? Finding.BETTER : Finding.WORSE;
    }

    /** The one-sided test of non-inferiority, both ways: whether the mean is on the good side of what is tolerable, or on the bad one. */
    private Finding safety(Guardrail guardrail, Variant variant, Comparison comparison, int questions) {
        Estimate margin = comparison.against(guardrail.tolerable());
        boolean higher = guardrail.metric().better() == Metric.Better.HIGHER;
        ConfidenceSequence safe = ConfidenceSequence.oneSided(error(1), experiment.plannedFor(variant));
        ConfidenceSequence broken = ConfidenceSequence.oneSided(error(questions), experiment.plannedFor(variant));
        if (higher ? safe.lower(margin) > 0 : safe.upper(margin) < 0) {
            return Finding.HOLDS;
        }
        return (higher ? broken.upper(margin) < 0 : broken.lower(margin) > 0) ? Finding.BROKEN : Finding.UNDECIDED;
    }

    private double error(int questions) {
        return ALPHA / (experiment.treatments().size() * questions);
    }

    private VariantSums sums(Variant variant) {
        return sums.getOrDefault(variant.name(), VariantSums.NONE);
    }
}
