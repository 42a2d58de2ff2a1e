package dev.holdfast.control.config;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time as text: numbers with the units {@code w d h min s ms}, each once, such as {@code 1min30s}. The units are those that the
 * agent's configuration file and the command line have, without months and years, whose length depends on the calendar.
 */
public final class DurationText {
    private static final Pattern PART = Pattern.compile("([0-9]{1,9})(min|ms|[wdhs])");

    private DurationText() {}

    /** The length that a text means; empty if it means none. */
    public static Optional<Duration> read(String text) {
        Matcher part = PART.matcher(text);
        Set<String> seen = new HashSet<>();
        Duration length = Duration.ZERO;
        int at = 0;
        while (at < text.length() && part.region(at, text.length()).lookingAt() && seen.add(part.group(2))) {
            length = length.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
            at = part.end();
        }
        return at < text.length() || seen.isEmpty() ? Optional.empty() : Optional.of(length);
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "w" -> Duration.ofDays(7);
            case "d" -> Duration.ofDays(1);
            case "h" -> Duration.ofHours(1);
            case "min" -> Duration.ofMinutes(1);
            case "s" -> Duration.ofSeconds(1);
            default -> Duration.ofMillis(1);
        };
    }

    /** The one text for a length, in whole milliseconds. */
    public static String of(Duration length) {
        StringBuilder text = new StringBuilder();
        append(text, length.toDaysPart(), "d");
        append(text, length.toHoursPart(), "h");
        append(text, length.toMinutesPart(), "min");
        append(text, length.toSecondsPart(), "s");
        append(text, length.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
