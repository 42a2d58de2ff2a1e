package dev.holdfast.flags.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server says how long it wants to be left alone, in either form. */
final class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void readsSecondsAndDatesWithinBounds() {
        assertEquals(Optional.of(Duration.ofSeconds(30)), RetryAfter.read("30", NOW));
        assertEquals(Optional.of(Duration.ofMinutes(5)), RetryAfter.read("Thu, 1 Jan 2026 00:05:00 GMT", NOW));
        assertEquals(Optional.of(Duration.ZERO), RetryAfter.read("Wed, 31 Dec 2025 00:05:00 GMT", NOW));
        assertEquals(Optional.of(Duration.ofHours(1)), RetryAfter.read("999999999", NOW));
        assertEquals(Optional.empty(), RetryAfter.read("soon", NOW));
        assertEquals(Optional.empty(), RetryAfter.read("-1", NOW));
    }
}
