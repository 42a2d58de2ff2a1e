package dev.holdfast.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.core.error.HoldfastException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {
    @Test
    void partsAddUp() {
        assertEquals(new Span(Period.of(1, 5, 7), Duration.ofHours(2)), Span.parse("1y5m7d2h"));
        assertEquals(new Span(Period.of(0, 0, 17), Duration.ofSeconds(61)), Span.parse(" 2w3d1min1s "));
        assertEquals(Span.ofDays(30), Span.parse("30d"));
        assertEquals(new Span(Period.ZERO, Duration.ofSeconds(90)), Span.parse("90s"));
        assertEquals(Span.parse("1y2d"), Span.parse("2d1y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1y5m7d2h", "30d", "1min30s", "24h", "13m", "1y", "9s", "10000y"})
    void theTextFormReadsBack(String text) {
        assertEquals(text, Span.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "d", "1", "0d", "0y0h", "-1d", "1d-", "1 d", "1d 2h", "1x", "1d1d", "1.5h", "1D", "10001y", "999999999w", "999999999m",
        "9999999999d", "1mi", "1ms", "\u0661d"
    })
    void anythingElseIsRefused(String text) {
        assertThrows(HoldfastException.class, () -> Span.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-31T12:00:00Z, 1m, UTC, 2026-02-28T12:00:00Z",
        "2024-02-29T12:00:00Z, 1y, UTC, 2023-02-28T12:00:00Z",
        // Over the change of clocks a day is 23 or 25 hours, 24 hours are not a day.
        "2026-03-29T10:00:00Z, 1d, Europe/Berlin, 2026-03-28T11:00:00Z",
        "2026-03-29T10:00:00Z, 24h, Europe/Berlin, 2026-03-28T10:00:00Z",
        "2026-10-25T11:00:00Z, 1d, Europe/Berlin, 2026-10-24T10:00:00Z",
        "2026-03-30T00:30:00Z, 1d, Europe/Berlin, 2026-03-29T01:30:00Z",
    })
    void calendarPartsFollowTheCalendar(Instant from, String span, ZoneId zone, Instant expected) {
        assertEquals(expected, Span.parse(span).before(from, zone));
    }

    @Test
    void theBeginningOfTimeIsBorne() {
        assertEquals(Instant.MIN, Span.parse("10000y").before(Instant.MIN, ZoneOffset.UTC));
    }

    @Test
    void negativeSpansCannotBeMade() {
        assertThrows(HoldfastException.class, () -> Span.ofDays(-1));
        assertThrows(HoldfastException.class, () -> new Span(Period.ZERO, Duration.ofNanos(-1)));
    }
}
