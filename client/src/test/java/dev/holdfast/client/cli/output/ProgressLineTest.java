package dev.holdfast.client.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
    private static ProgressView view(long bytes, long total, String current) {
        return new ProgressView("12 files", bytes, total, 0, current, json -> {});
    }

    @Test
    void tellsHowMuchIsDoneHowFastAndWhatIsLeft() {
        String line = ProgressLine.format(view(10 << 20, 40 << 20, "/a/b"), Duration.ofSeconds(10), 200);
        assertEquals("[0:10]  12 files  10.0 MiB of 40.0 MiB  25.0 %  1.00 MiB/s  ETA 0:30  /a/b", line);
    }

    @Test
    void tellsNoEndWhereNoneIsKnown() {
        String line = ProgressLine.format(view(10 << 20, 0, ""), Duration.ofSeconds(10), 200);
        assertEquals("[0:10]  12 files  10.0 MiB  1.00 MiB/s", line);
        assertFalse(ProgressLine.format(view(10, 20, ""), Duration.ofSeconds(1), 200).contains("ETA"));
    }

    @Test
    void anEstimateThatWasTooLowIsDropped() {
        assertFalse(ProgressLine.format(view(10 << 20, 5 << 20, ""), Duration.ofSeconds(10), 200).contains(" of "));
    }

    @Test
    void neverReachesTheLastColumn() {
        for (int columns = 20; columns < 120; columns++) {
            String line = ProgressLine.format(view(10 << 20, 40 << 20, "/漢字/" + "x".repeat(200)), Duration.ofHours(3), columns);
            assertTrue(Columns.of(line) < columns, line);
        }
    }

    @Test
    void theEndOfAPathIsWhatStays() {
        String line = ProgressLine.format(view(1, 0, "/very/long/path/to/file.txt"), Duration.ofSeconds(5), 50);
        assertTrue(line.endsWith("file.txt"), line);
    }

    @Test
    void wideLettersTakeTwoColumnsAndMarksNone() {
        assertEquals(4, Columns.of("漢字"));
        assertEquals(1, Columns.of("e\u0301"));
        assertEquals("漢…", Columns.truncate("漢字", 3));
        assertEquals("…字", Columns.truncateStart("漢字", 3));
    }
}
