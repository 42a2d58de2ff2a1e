package dev.holdfast.engine.retention;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** What one snapshot may stand for. */
public enum Period {
    /** Each snapshot for itself. */
    LAST("last"),
    HOURLY("hourly"),
    DAILY("daily"),
    /** Monday to Sunday. */
    WEEKLY("weekly"),
    MONTHLY("monthly"),
    YEARLY("yearly");

    private final String word;

    Period(String word) {
        this.word = word;
    }

    /** The word for it in options and reasons. */
    public String word() {
        return word;
    }

    /**
     * A number shared by exactly the moments in the same period.
     *
     * @param rank the snapshot's place in its group, which tells snapshots apart that share a moment
     */
    long bucket(Instant moment, ZoneId zone, int rank) {
        ZonedDateTime local = moment.atZone(zone);
        return switch (this) {
            case LAST -> rank;
            case HOURLY -> local.truncatedTo(ChronoUnit.HOURS).toEpochSecond();
            case DAILY -> local.toLocalDate().toEpochDay();
            case WEEKLY ->
                local.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toEpochDay();
            case MONTHLY -> local.getLong(ChronoField.PROLEPTIC_MONTH);
            case YEARLY -> local.getYear();
        };
    }
}
