package dev.holdfast.control.experiment;

import dev.holdfast.control.experiment.statistics.Moments;
import java.util.Map;

/**
 * What happened in one variant.
 *
 * @param assigned units whose first variant it was, whatever became of them
 * @param apart of these the ones seen in another variant as well, which count for nothing else
 * @param metrics the sums of the units whose window has ended, by metric
 */
public record VariantSums(long assigned, long apart, Map<String, Moments> metrics) {
    /** Nothing yet. */
    public static final VariantSums NONE = new VariantSums(0, 0, Map.of());

    public VariantSums {
        metrics = Map.copyOf(metrics);
    }

    Moments of(Metric metric) {
        return metrics.getOrDefault(metric.name(), Moments.NONE);
    }
}
