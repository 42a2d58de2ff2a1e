package dev.holdfast.server.experiment;

import java.util.Map;

/**
 * What a unit counted for, by metric.
 *
 * @param metrics the values
 */
record UnitValues(Map<String, Value> metrics) {
    /** One value and its covariate, which is 0 if there is none. */
    record Value(double value, double covariate) {}

    UnitValues {
        metrics = Map.copyOf(metrics);
    }
}
