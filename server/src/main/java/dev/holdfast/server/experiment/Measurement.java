package dev.holdfast.server.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;

/**
 * That something happened to a unit.
 *
 * @param name the metric
 * @param targetingKey the unit
 * @param value how much; empty for 1
 * @param time when; empty for now
 */
public record Measurement(
        String name, @JsonProperty("targetingKey") String targetingKey, Optional<Double> value, Optional<Instant> time) {
    private static final double GREATEST = 1e12;

    public Measurement {
        Exposure.requireKey(targetingKey);
        if (value.isPresent() && !(Math.abs(value.get()) <= GREATEST)) {
            throw new IllegalArgumentException("a value is a number from -1e12 to 1e12");
        }
    }

    double amount() {
        return value.orElse(1.0);
    }
}
