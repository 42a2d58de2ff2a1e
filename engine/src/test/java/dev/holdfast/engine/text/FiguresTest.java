package dev.holdfast.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B", "1, 1 B", "1023, 1023 B", "1024, 1.00 KiB", "1536, 1.50 KiB", "10230, 9.99 KiB", "10235, 10.0 KiB", "102400, 100 KiB",
        "1048063, 1023 KiB", "1048064, 1.00 MiB", "1048575, 1.00 MiB", "1610612736, 1.50 GiB", "24536678, 23.4 MiB",
        "9223372036854775807, 8.00 EiB", "-1536, -1.50 KiB", "-9223372036854775808, -8.00 EiB"
    })
    void bytesHaveThreeDigits(long bytes, String shown) {
        assertEquals(shown, Figures.bytes(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.000s", "350, 0.350s", "9999, 9.999s", "10000, 10.0s", "42199, 42.1s", "59999, 59.9s", "60000, 1m00s", "185000, 3m05s",
        "3599999, 59m59s", "3600000, 1h00m00s", "7385000, 2h03m05s", "86399000, 23h59m59s", "86400000, 1d00h", "266400000, 3d02h",
        "-350, -0.350s"
    })
    void durationsShowWhatMatters(long millis, String shown) {
        assertEquals(shown, Figures.duration(Duration.ofMillis(millis)));
    }

    @Test
    void ratesNeedTime() {
        assertEquals("1.00 MiB/s", Figures.rate(2 << 20, Duration.ofSeconds(2)));
        assertEquals("2.00 KiB/s", Figures.rate(1024, Duration.ofMillis(500)));
        assertEquals("- B/s", Figures.rate(1024, Duration.ZERO));
    }

    @Test
    void countsAreGrouped() {
        assertEquals("1,234,567", Figures.count(1_234_567));
        assertEquals("1 file", Figures.count(1, "file", "files"));
        assertEquals("0 files", Figures.count(0, "file", "files"));
        assertEquals("67,000 files", Figures.count(67_000, "file", "files"));
    }

    @Test
    void onlyAllIsOneHundredPercent() {
        assertEquals("99.9 %", Figures.percent(Long.MAX_VALUE - 1, Long.MAX_VALUE));
        assertEquals("33.3 %", Figures.percent(1, 3));
        assertEquals("0.0 %", Figures.percent(0, 3));
        assertEquals("100.0 %", Figures.percent(3, 3));
        assertEquals("100.0 %", Figures.percent(0, 0));
    }

    @Test
    void theLocaleHasNoSay() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals("1.50 GiB", Figures.bytes(1_610_612_736));
            assertEquals("1,234,567", Figures.count(1_234_567));
            assertEquals("3m05s", Figures.duration(Duration.ofSeconds(185)));
            assertEquals("33.3 %", Figures.percent(1, 3));
            assertEquals(10, Sizes.parse("10"));
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertEquals(1024, Sizes.parse("1KIB"));
        } finally {
            Locale.setDefault(before);
        }
    }
}
