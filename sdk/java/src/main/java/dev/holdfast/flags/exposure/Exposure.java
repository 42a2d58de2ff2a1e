package dev.holdfast.flags.exposure;

import java.time.Instant;
import java.util.Map;

/** That somebody, by their targeting key, got a variant. */
record Exposure(String flag, String variant, String targetingKey, Instant time) {
    Map<String, Object> json() {
        return Map.of("flag", flag, "variant", variant, "targetingKey", targetingKey, "time", time.toString());
    }
}
