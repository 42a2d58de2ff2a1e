package dev.holdfast.engine.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as people mean it: a calendar part, whose length in seconds depends on where in the calendar it lies, and an exact
 * part.
 *
 * <p>Written as numbers with units, largest first by custom but in any order, each unit once: {@code y} years, {@code m} months, {@code w}
 * weeks, {@code d} days, {@code h} hours, {@code min} minutes, {@code s} seconds. So {@code 1y5m7d2h}, {@code 30d}, {@code 90s}; note that
 * {@code m} is months.
 *
 * @param calendar years, months and days, none negative
 * @param exact hours and smaller, not negative
 */
public record Span(Period calendar, Duration exact) {
    private static final Pattern PART = Pattern.compile("([0-9]{1,9})(min|[ymwdhs])");
    private static final String EXAMPLE = "30d, 1y5m7d2h or 90s (m means months, min minutes)";
    /** Beyond this a span is surely a slip of the keyboard; the limit also keeps all arithmetic on dates in range. */
    private static final int MAX_YEARS = 10_000;

    public Span {
        if (calendar.isNegative() || exact.isNegative()) {
            throw Unreadable.text(calendar + " " + exact, "is a negative length of time", EXAMPLE);
        }
        if (calendar.getYears() > MAX_YEARS
                || calendar.getMonths() > MAX_YEARS * 12
                || calendar.getDays() > MAX_YEARS * 366
                || exact.toDays() > MAX_YEARS * 366) {
            throw Unreadable.text(calendar + " " + exact, "is longer than " + MAX_YEARS + " years", EXAMPLE);
        }
    }

    public static Span ofDays(int days) {
        return new Span(Period.ofDays(days), Duration.ZERO);
    }

    /** @throws dev.holdfast.core.error.HoldfastException if {@code text} is no span, or none longer than nothing */
    public static Span parse(String text) {
        String rest = text.strip();
        Matcher part = PART.matcher(rest);
        Set<String> seen = new HashSet<>();
        Period calendar = Period.ZERO;
        Duration exact = Duration.ZERO;
        int at = 0;
        try {
            while (at < rest.length() && part.region(at, rest.length()).lookingAt() && seen.add(part.group(2))) {
                int amount = Integer.parseInt(part.group(1));
                switch (part.group(2)) {
                    case "y" -> calendar = calendar.plusYears(amount);
                    case "m" -> calendar = calendar.plusMonths(amount);
                    case "w" -> calendar = calendar.plusDays(Math.multiplyExact(7L, amount));
                    case "d" -> calendar = calendar.plusDays(amount);
                    case "h" -> exact = exact.plusHours(amount);
                    case "min" -> exact = exact.plusMinutes(amount);
                    default -> exact = exact.plusSeconds(amount);
                }
                at = part.end();
            }
        } catch (ArithmeticException e) {
            throw Unreadable.text(text, "is too long a time", EXAMPLE);
        }
        if (at < rest.length() || seen.isEmpty()) {
            throw Unreadable.text(text, "is not a length of time", EXAMPLE);
        }
        Span span = new Span(calendar, exact);
        if (span.isZero()) {
            throw Unreadable.text(text, "is no time at all", EXAMPLE);
        }
        return span;
    }

    public boolean isZero() {
        return calendar.isZero() && exact.isZero();
    }

    /**
     * The moment this long before {@code moment}: the calendar part is taken from the local date and time in {@code zone}, then the exact
     * part from the time line. A local time that the zone skipped is moved forward by the length of the gap.
     */
    public Instant before(Instant moment, ZoneId zone) {
        try {
            return moment.atZone(zone).minus(calendar).toInstant().minus(exact);
        } catch (DateTimeException | ArithmeticException e) {
            return Instant.MIN;
        }
    }

    /** The form that {@link #parse} reads, with days instead of weeks. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, calendar.getYears(), "y");
        append(text, calendar.getMonths(), "m");
        append(text, calendar.getDays(), "d");
        append(text, exact.toHours(), "h");
        append(text, exact.toMinutesPart(), "min");
        append(text, exact.toSecondsPart(), "s");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
