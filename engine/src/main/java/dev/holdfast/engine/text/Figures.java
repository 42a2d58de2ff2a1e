package dev.holdfast.engine.text;

import java.time.Duration;
import java.util.Locale;

/** Quantities as they are shown to people, the same on every machine whatever its locale. */
public final class Figures {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Figures() {}

    /** A size with three significant digits: {@code 512 B}, {@code 1.50 GiB}, {@code 23.4 MiB}. */
    public static String bytes(long bytes) {
        if (bytes < 0) {
            return bytes == Long.MIN_VALUE ? "-8.00 EiB" : "-" + bytes(-bytes);
        }
        if (bytes < 1024) {
            return bytes + " B";
        }
        int unit = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
        double value = bytes / (double) (1L << 10 * unit);
        // 1023.6 would be shown as 1024, which is one of the next unit.
        if (value >= 1023.5 && unit + 1 < UNITS.length) {
            unit++;
            value /= 1024;
        }
        return threeDigits(value) + " " + UNITS[unit];
    }

    /** An average speed: {@code 12.3 MiB/s}; a run that took no measurable time has none and is shown as {@code - B/s}. */
    public static String rate(long bytes, Duration elapsed) {
        double seconds = elapsed.toNanos() / 1e9;
        return seconds <= 0 ? "- B/s" : bytes((long) (bytes / seconds)) + "/s";
    }

    /** A run time: {@code 0.350s}, {@code 42.1s}, {@code 3m05s}, {@code 2h03m05s}, {@code 3d02h}. */
    public static String duration(Duration duration) {
        if (duration.isNegative()) {
            return "-" + duration(duration.negated());
        }
        if (duration.toMillis() < 10_000) {
            return String.format(Locale.ROOT, "%d.%03ds", duration.toSeconds(), duration.toMillisPart());
        }
        if (duration.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%d.%ds", duration.toSeconds(), duration.toMillisPart() / 100);
        }
        if (duration.toHours() < 1) {
            return String.format(Locale.ROOT, "%dm%02ds", duration.toMinutes(), duration.toSecondsPart());
        }
        if (duration.toDays() < 1) {
            return String.format(
                    Locale.ROOT, "%dh%02dm%02ds", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
        }
        return String.format(Locale.ROOT, "%dd%02dh", duration.toDays(), duration.toHoursPart());
    }

    /** A number with its thousands set apart: {@code 1,234,567}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A number of things: {@code 1 file}, {@code 1,234 files}. */
    public static String count(long count, String one, String many) {
        return count(count) + " " + (count == 1 ? one : many);
    }

    /** A share of a whole, rounded down so that 100 % means all: {@code 99.9 %}; a whole of nothing is all done. */
    public static String percent(long part, long whole) {
        if (whole <= 0 || part >= whole) {
            return "100.0 %";
        }
        long permille = (long) Math.min(999, Math.floor(Math.max(0, part) * 1000.0 / whole));
        return permille / 10 + "." + permille % 10 + " %";
    }

    private static String threeDigits(double value) {
        String format = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, format, value);
    }
}
