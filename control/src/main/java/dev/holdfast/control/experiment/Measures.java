package dev.holdfast.control.experiment;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that is measured, chosen before anything is: one metric decides.
 *
 * @param primary the one that decides
 * @param guardrails that must not get worse
 * @param secondary that help to understand, and decide nothing
 */
public record Measures(Metric primary, List<Guardrail> guardrails, List<Metric> secondary) {
    private static final int MOST = 20;

    public Measures {
        guardrails = List.copyOf(guardrails);
        secondary = List.copyOf(secondary);
        if (guardrails.size() + secondary.size() > MOST) {
            throw new IllegalArgumentException("an experiment has at most " + MOST + " metrics besides the primary one");
        }
        Names.requireDistinct(
                Stream.concat(Stream.of(primary), Stream.concat(guardrails.stream().map(Guardrail::metric), secondary.stream()))
                        .map(Metric::name)
                        .toList(),
                "metrics");
    }

    /** All of them, the primary one first. */
    public List<Metric> all() {
        return Stream.concat(Stream.of(primary), Stream.concat(guardrails.stream().map(Guardrail::metric), secondary.stream()))
                .toList();
    }

    /** Whether events of this name matter: as a metric, or as what is known before. */
    public boolean use(String events) {
        return all().stream()
                .anyMatch(metric -> metric.name().equals(events) || metric.covariate().filter(events::equals).isPresent());
    }
}
