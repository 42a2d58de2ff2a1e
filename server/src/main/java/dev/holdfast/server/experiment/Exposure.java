package dev.holdfast.server.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;

/**
 * That a unit met a variant.
 *
 * @param targetingKey the unit
 * @param time when; empty for now
 */
public record Exposure(String flag, String variant, @JsonProperty("targetingKey") String targetingKey, Optional<Instant> time) {
    static final int LONGEST_KEY = 256;

    public Exposure {
        requireKey(targetingKey);
    }

    static void requireKey(String key) {
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("a targetingKey has 1 to " + LONGEST_KEY + " characters");
        }
    }
}
