package dev.holdfast.server.experiment;

import dev.holdfast.control.experiment.Experiment;
import dev.holdfast.control.experiment.Guardrail;
import dev.holdfast.control.experiment.Measures;
import dev.holdfast.control.experiment.Metric;
import dev.holdfast.control.experiment.Plan;
import dev.holdfast.control.experiment.Variant;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An experiment as somebody asks for it.
 *
 * @param variants the first is the control
 * @param unit the attribute by which units are told apart; empty for {@code targetingKey}
 * @param assignment empty for by_rule
 * @param windowMinutes empty for a day
 * @param plannedUnits empty for 10,000
 */
public record ExperimentWish(
        String name,
        String flag,
        List<VariantWish> variants,
        MetricWish primary,
        Optional<List<MetricWish>> guardrails,
        Optional<List<MetricWish>> secondary,
        Optional<String> unit,
        Optional<Plan.Assignment> assignment,
        OptionalInt windowMinutes,
        OptionalLong plannedUnits) {
    private static final int DAY_MINUTES = 24 * 60;
    private static final long USUAL_UNITS = 10_000;
    private static final double USUAL_MARGIN = 0.02;

    /** A variant; without a weight as many units as the others. */
    public record VariantWish(String name, OptionalInt weight) {
        Variant variant() {
            return new Variant(name, weight.orElse(1));
        }
    }

    /**
     * A metric.
     *
     * @param kind empty for sum
     * @param better empty for higher
     * @param covariate the name of events before the first exposure that explain part of the value; empty for none
     * @param margin of a guardrail, as part of the control's mean; empty for 0.02
     */
    public record MetricWish(
            String name,
            Optional<Metric.Kind> kind,
            Optional<Metric.Better> better,
            Optional<String> covariate,
            OptionalDouble margin) {
        Metric metric() {
            return new Metric(name, kind.orElse(Metric.Kind.SUM), better.orElse(Metric.Better.HIGHER), covariate);
        }

        Guardrail guardrail() {
            return new Guardrail(metric(), margin.orElse(USUAL_MARGIN));
        }

        static MetricWish of(Metric metric, OptionalDouble margin) {
            return new MetricWish(
                    metric.name(), Optional.of(metric.kind()), Optional.of(metric.better()), metric.covariate(), margin);
        }
    }

    /** The same with everything said. */
    static ExperimentWish of(Experiment experiment) {
        Measures measures = experiment.measures();
        Plan plan = experiment.plan();
        return new ExperimentWish(
                experiment.name(),
                experiment.flag(),
                experiment.variants().stream()
                        .map(variant -> new VariantWish(variant.name(), OptionalInt.of(variant.weight())))
                        .toList(),
                MetricWish.of(measures.primary(), OptionalDouble.empty()),
                Optional.of(measures.guardrails().stream()
                        .map(guardrail -> MetricWish.of(guardrail.metric(), OptionalDouble.of(guardrail.margin())))
                        .toList()),
                Optional.of(measures.secondary().stream()
                        .map(metric -> MetricWish.of(metric, OptionalDouble.empty()))
                        .toList()),
                Optional.of(plan.unit()),
                Optional.of(plan.assignment()),
                OptionalInt.of(plan.windowMinutes()),
                OptionalLong.of(plan.plannedUnits()));
    }

    /** What is asked for; {@code INVALID_ARGUMENT} if there can be no such experiment. */
    Experiment experiment() {
        try {
            Measures measures = new Measures(
                    primary.metric(),
                    guardrails.orElse(List.of()).stream().map(MetricWish::guardrail).toList(),
                    secondary.orElse(List.of()).stream().map(MetricWish::metric).toList());
            Plan plan = new Plan(
                    unit.orElse("targetingKey"),
                    assignment.orElse(Plan.Assignment.BY_RULE),
                    windowMinutes.orElse(DAY_MINUTES),
                    plannedUnits.orElse(USUAL_UNITS));
            return new Experiment(name, flag, variants.stream().map(VariantWish::variant).toList(), measures, plan);
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT, "there can be no such experiment: " + e.getMessage(), "see docs/experiments.md", e);
        }
    }
}
