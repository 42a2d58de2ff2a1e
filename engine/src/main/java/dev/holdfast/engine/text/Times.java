package dev.holdfast.engine.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Points in time as users write them: {@code now}, a date, a date and a time, or an instant with an offset.
 *
 * <p>A date alone means its first moment. Without an offset the given zone applies; a local time that occurs twice when clocks are put
 * back means the first, one that is skipped when they are put forward is moved forward by the gap.
 */
public final class Times {
    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd")
            .optionalStart()
            .appendLiteral('T')
            .appendPattern("HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private static final String EXAMPLE = "2026-11-23, '2026-11-23 12:00:05', 2026-11-23T12:00:05Z or now";

    private Times() {}

    /**
     * The moment that {@code text} means.
     *
     * @param now what {@code now} stands for
     * @param zone where a time without an offset is meant
     */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        String stripped = text.strip();
        if (stripped.equalsIgnoreCase("now")) {
            return now;
        }
        String iso = withLetterT(stripped);
        try {
            return hasOffset(iso)
                    ? OffsetDateTime.parse(iso, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant()
                    : local(iso, zone);
        } catch (DateTimeException e) {
            throw Unreadable.text(text, "is not a point in time", EXAMPLE);
        }
    }

    /** Local date and time to the second, 19 characters for years of four digits. */
    public static String format(Instant moment, ZoneId zone) {
        return SHOWN.format(moment.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }

    private static Instant local(String iso, ZoneId zone) {
        return switch (LOCAL.parseBest(iso, LocalDateTime::from, LocalDate::from)) {
            case LocalDateTime time -> time.atZone(zone).toInstant();
            case LocalDate date -> date.atStartOfDay(zone).toInstant();
            default -> throw new DateTimeException("neither date nor time");
        };
    }

    private static String withLetterT(String text) {
        int dateLength = "2026-11-23".length();
        return text.length() > dateLength && text.charAt(dateLength) == ' '
                ? text.substring(0, dateLength) + 'T' + text.substring(dateLength + 1)
                : text;
    }

    private static boolean hasOffset(String iso) {
        int time = iso.indexOf('T');
        return time >= 0 && (iso.endsWith("Z") || iso.indexOf('+', time) >= 0 || iso.indexOf('-', time) >= 0);
    }
}
