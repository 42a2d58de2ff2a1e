package dev.holdfast.client.cli.output;

import dev.holdfast.core.tree.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Moments as programs read them. Put together by hand, because the general formatter costs more than the rest of a short command. */
public final class Moments {
    private Moments() {}

    /** RFC 3339 in UTC with nine digits of the second: {@code 2026-11-24T08:15:00.123456789Z}. */
    public static String precise(Instant time) {
        ZonedDateTime at = time.atZone(ZoneOffset.UTC);
        String nanos = Integer.toString(at.getNano());
        return day(at) + "T" + clock(at) + "." + "0".repeat(9 - nanos.length()) + nanos + "Z";
    }

    /** A stored time as a moment; what lies beyond the platform's years is brought to the nearest end of them. */
    public static Instant of(Timestamp time) {
        return time.toInstant();
    }

    private static String day(ZonedDateTime at) {
        return at.toLocalDate().toString();
    }

    private static String clock(ZonedDateTime at) {
        return two(at.getHour()) + ":" + two(at.getMinute()) + ":" + two(at.getSecond());
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
