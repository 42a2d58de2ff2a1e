package dev.holdfast.flags.exposure;

import java.time.Duration;

/**
 * How exposures are told.
 *
 * @param most that are kept at a time
 * @param batch most that are told at once
 * @param pause between two batches, unless there are enough for the next
 */
public record ExposureRules(int most, int batch, Duration pause) {
    /** For nearly every program. */
    public static final ExposureRules STANDARD = new ExposureRules(10_000, 500, Duration.ofSeconds(10));

    public ExposureRules {
        if (batch < 1 || most < batch || pause.isNegative() || pause.isZero()) {
            throw new IllegalArgumentException("batches of " + batch + " of at most " + most + " exposures each " + pause);
        }
    }
}
