package dev.holdfast.engine.schedule;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moments that come again and again, in the five fields of cron: minute, hour, day of the month, month, day of the week. As in every cron
 * since Vixie's, a day matches either day field if both are restricted.
 *
 * <p>Where clocks are put forward, what would be due in the gap is due at its end; where they are put back, an hour that comes twice
 * counts once.
 */
public final class CronExpression {
    /** The longest time between two 29ths of February that fall on a given day of the week is 40 years (over 2100); dates repeat after it. */
    private static final int MAX_YEARS = 41;

    private static final String EXAMPLE = "daily 02:30, weekly sun 04:00, hourly, or five fields of cron such as 30 2 * * 1-5";
    private static final Pattern HOURLY = Pattern.compile("hourly");
    private static final Pattern DAILY = Pattern.compile("daily ([0-9]{1,2}):([0-9]{2})");
    private static final Pattern WEEKLY = Pattern.compile("weekly ([a-z]{3}) ([0-9]{1,2}):([0-9]{2})");
    private static final Pattern MONTHLY = Pattern.compile("monthly ([0-9]{1,2}) ([0-9]{1,2}):([0-9]{2})");

    private final String text;
    private final CronField minutes;
    private final CronField hours;
    private final CronField days;
    private final CronField months;
    private final CronField weekdays;

    private CronExpression(List<String> fields) {
        this.text = String.join(" ", fields);
        this.minutes = CronField.parse(CronField.Kind.MINUTE, fields.get(0));
        this.hours = CronField.parse(CronField.Kind.HOUR, fields.get(1));
        this.days = CronField.parse(CronField.Kind.DAY, fields.get(2));
        this.months = CronField.parse(CronField.Kind.MONTH, fields.get(3));
        this.weekdays = CronField.parse(CronField.Kind.WEEKDAY, fields.get(4));
    }

    /**
     * Reads five fields, or one of {@code hourly}, {@code daily HH:MM}, {@code weekly DAY HH:MM}, {@code monthly D HH:MM}.
     *
     * @throws HoldfastException {@code INVALID_ARGUMENT} if it is neither, or never comes true
     */
    public static CronExpression parse(String text) {
        String[] fields = inFields(text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT)).split(" ", -1);
        if (fields.length != 5) {
            throw unreadable(text, "is no schedule");
        }
        CronExpression expression;
        try {
            expression = new CronExpression(List.of(fields));
        } catch (IllegalArgumentException e) {
            throw unreadable(text, "is no schedule: " + e.getMessage());
        }
        if (expression.next(LocalDateTime.of(2000, 1, 1, 0, 0).minusMinutes(1)).isEmpty()) {
            throw unreadable(text, "never comes true");
        }
        return expression;
    }

    private static String inFields(String words) {
        Matcher daily = DAILY.matcher(words);
        Matcher weekly = WEEKLY.matcher(words);
        Matcher monthly = MONTHLY.matcher(words);
        if (HOURLY.matcher(words).matches()) {
            return "0 * * * *";
        } else if (daily.matches()) {
            return time(daily, 1) + " * * *";
        } else if (weekly.matches()) {
            return time(weekly, 2) + " * * " + weekly.group(1);
        } else if (monthly.matches()) {
            return time(monthly, 2) + " " + monthly.group(1) + " * *";
        }
        return words;
    }

    /** Minute and hour out of two groups, the hour in the first of them. */
    private static String time(Matcher words, int group) {
        return Integer.parseInt(words.group(group + 1)) + " " + Integer.parseInt(words.group(group));
    }

    private static HoldfastException unreadable(String text, String why) {
        return new HoldfastException(ErrorCode.INVALID_ARGUMENT, "'" + text + "' " + why, "write it like " + EXAMPLE);
    }

    /** The first moment after {@code moment} that matches in {@code zone}; empty only beyond the platform's calendar. */
    public Optional<Instant> next(Instant moment, ZoneId zone) {
        LocalDateTime local = moment.atZone(zone).toLocalDateTime();
        while (true) {
            Optional<LocalDateTime> match = next(local);
            if (match.isEmpty()) {
                return Optional.empty();
            }
            Instant due = instant(match.get(), zone);
            if (due.isAfter(moment)) {
                return Optional.of(due);
            }
            // A local time of the hour that comes twice, whose first turn is over.
            local = match.get();
        }
    }

    private static Instant instant(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        return transition != null && transition.isGap() ? transition.getInstant() : local.atZone(zone).toInstant();
    }

    private Optional<LocalDateTime> next(LocalDateTime after) {
        LocalDateTime from = after.withSecond(0).withNano(0).plusMinutes(1);
        LocalDate day = from.toLocalDate();
        Optional<LocalDateTime> today = matches(day) ? within(day, from.getHour(), from.getMinute()) : Optional.empty();
        if (today.isPresent()) {
            return today;
        }
        LocalDate end = day.plusYears(MAX_YEARS);
        for (day = day.plusDays(1); day.isBefore(end); day = day.plusDays(1)) {
            if (!months.matches(day.getMonthValue())) {
                // The loop's step leads to the next month's first day.
                day = day.withDayOfMonth(day.lengthOfMonth());
            } else if (matches(day)) {
                return within(day, 0, 0);
            }
        }
        return Optional.empty();
    }

    /** The first matching time of a day that is not before this hour and minute. */
    private Optional<LocalDateTime> within(LocalDate day, int hour, int minute) {
        if (hours.matches(hour)) {
            int next = minutes.next(minute);
            if (next >= 0) {
                return Optional.of(day.atTime(hour, next));
            }
        }
        int later = hours.next(hour + 1);
        return later < 0 ? Optional.empty() : Optional.of(day.atTime(later, minutes.first()));
    }

    private boolean matches(LocalDate day) {
        if (!months.matches(day.getMonthValue())) {
            return false;
        }
        boolean dayOfMonth = days.matches(day.getDayOfMonth());
        boolean dayOfWeek = weekdays.matches(day.getDayOfWeek().getValue() % 7);
        return days.free() || weekdays.free() ? dayOfMonth && dayOfWeek : dayOfMonth || dayOfWeek;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronExpression that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The five fields with single spaces between them. */
    @Override
    public String toString() {
        return text;
    }
}
