package dev.holdfast.control.experiment;

import dev.holdfast.control.experiment.statistics.SampleRatio;
import java.util.List;
import java.util.Optional;

/**
 * What may be concluded from an experiment now, whether or not somebody looked before.
 *
 * @param division whether units were divided as planned; if not, no effect below can be trusted
 * @param variants in the order of the experiment, the control first
 * @param metrics the primary one first
 */
public record Results(SampleRatio division, List<Units> variants, List<OfMetric> metrics) {
    public Results {
        variants = List.copyOf(variants);
        metrics = List.copyOf(metrics);
    }

    /** What a metric is there for. */
    public enum Part {
        PRIMARY,
        GUARDRAIL,
        SECONDARY
    }

    /** How many units a variant got, and how many of these were seen in another variant as well and are set apart. */
    public record Units(String variant, long assigned, long apart) {}

    /** A metric in each variant. */
    public record OfMetric(String metric, Part part, List<OfVariant> variants) {
        public OfMetric {
            variants = List.copyOf(variants);
        }
    }

    /**
     * A metric in one variant.
     *
     * @param units whose window has ended
     * @param effect beside the control; empty for the control itself and for too few units
     * @param finding what may be said of it; empty for the control itself
     */
    public record OfVariant(String variant, long units, double mean, Optional<Effect> effect, Optional<Finding> finding) {}
}
