package dev.holdfast.client.mount;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.core.tree.Timestamp;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShelfNamesTest {
    @ParameterizedTest
    @CsvSource({"laptop,laptop", "a/b,a_b", "'',_", ".,_.", "..,_..", "...,...", "größe,größe"})
    void anyTextBecomesAName(String text, String name) {
        assertEquals(name, ShelfNames.of(text).toString());
    }

    @Test
    void longTextsAreCut() {
        assertEquals(200, ShelfNames.of("x".repeat(5000)).bytes().length);
    }

    @Test
    void timesBeyondTheCalendarHaveNamesAsWell() {
        assertEquals("1969-12-31T23:59:59", ShelfNames.time(new Timestamp(-1, 5), ZoneOffset.UTC));
        assertEquals(false, ShelfNames.time(new Timestamp(Long.MAX_VALUE, 0), ZoneOffset.UTC).isEmpty());
        assertEquals(false, ShelfNames.time(new Timestamp(Long.MIN_VALUE, 0), ZoneOffset.UTC).isEmpty());
    }
}
