package dev.holdfast.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.core.error.HoldfastException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:34:56.789Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "now, 2026-11-23T12:34:56.789Z",
        "NOW, 2026-11-23T12:34:56.789Z",
        "2026-11-23, 2026-11-22T23:00:00Z",
        "2026-07-01, 2026-06-30T22:00:00Z",
        "2026-11-23 12:00:05, 2026-11-23T11:00:05Z",
        "2026-11-23 12:00, 2026-11-23T11:00:00Z",
        "2026-11-23T12:00:05, 2026-11-23T11:00:05Z",
        "2026-11-23 12:00:05.5, 2026-11-23T11:00:05.5Z",
        "2026-11-23T12:00:05Z, 2026-11-23T12:00:05Z",
        "2026-11-23 12:00:05Z, 2026-11-23T12:00:05Z",
        "2026-11-23T12:00:05+05:30, 2026-11-23T06:30:05Z",
        "2026-11-23T12:00:05.000000001-01:00, 2026-11-23T13:00:05.000000001Z",
        "1969-12-31 23:59:59, 1969-12-31T22:59:59Z",
        // Skipped and repeated local times.
        "2026-03-29 02:30:00, 2026-03-29T01:30:00Z",
        "2026-10-25 02:30:00, 2026-10-25T00:30:00Z",
    })
    void timesAreReadInTheirZone(String text, Instant expected) {
        assertEquals(expected, Times.parse(text, NOW, BERLIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "yesterday", "2026", "2026-11", "2026-13-01", "2026-02-29", "2026-11-23 24:00", "2026-11-23 12", "12:00", "23.11.2026",
        "2026-11-23  12:00", "2026-11-23 12:00:60", "26-11-23", "2026-11-23 12:00 CET", "2026-11-23T", "2026-11-23T12:00:00+99:00"
    })
    void anythingElseIsRefused(String text) {
        assertThrows(HoldfastException.class, () -> Times.parse(text, NOW, BERLIN));
    }

    @Test
    void timesAreShownInTheirZone() {
        assertEquals("2026-11-23 13:34:56", Times.format(NOW, BERLIN));
        assertEquals("1969-12-31 23:59:59", Times.format(Instant.ofEpochMilli(-1), ZoneOffset.UTC));
    }
}
