package dev.holdfast.server.policy;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.engine.retention.Period;
import dev.holdfast.engine.retention.RetentionRules;
import dev.holdfast.engine.schedule.CronExpression;
import dev.holdfast.engine.text.Span;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A tenant's rules, in the form in which the API has them. Schedules are cron expressions in UTC.
 *
 * @param minimumAgeDays no snapshot is forgotten before it is this old
 * @param lateAfterHours a machine without a success for longer than this is late
 */
public record Policy(Keep retention, int minimumAgeDays, Collection collection, Scrub scrub, int lateAfterHours) {
    /** What a tenant begins with: nothing is forgotten, space is given back and packs are read through. */
    public static final Policy INITIAL =
            new Policy(Keep.EVERYTHING, 0, new Collection(Optional.of("30 3 * * *"), 30), new Scrub(Optional.of("0 5 * * *"), 4), 26);

    private static final int MAX_AGE_DAYS = 3650;
    private static final int MAX_LATE_HOURS = 24 * 365;

    /** Which snapshots are kept; no rule at all keeps everything. */
    public record Keep(
            OptionalInt keepLast,
            OptionalInt keepHourly,
            OptionalInt keepDaily,
            OptionalInt keepWeekly,
            OptionalInt keepMonthly,
            OptionalInt keepYearly,
            Optional<String> keepWithin,
            Optional<String> schedule) {
        /** No rule. */
        public static final Keep EVERYTHING = new Keep(
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());

        /** The rules of the engine; {@code INVALID_ARGUMENT} if they make no sense. */
        public RetentionRules rules() {
            RetentionRules rules = RetentionRules.none();
            rules = with(rules, Period.LAST, keepLast);
            rules = with(rules, Period.HOURLY, keepHourly);
            rules = with(rules, Period.DAILY, keepDaily);
            rules = with(rules, Period.WEEKLY, keepWeekly);
            rules = with(rules, Period.MONTHLY, keepMonthly);
            rules = with(rules, Period.YEARLY, keepYearly);
            return keepWithin.isPresent() ? rules.within(Span.parse(keepWithin.get())) : rules;
        }

        private static RetentionRules with(RetentionRules rules, Period period, OptionalInt count) {
            return count.isPresent() ? rules.keep(period, count.getAsInt()) : rules;
        }
    }

    /**
     * When space is given back.
     *
     * @param maxUnusedPercent a pack with more garbage than this is written anew
     */
    public record Collection(Optional<String> schedule, int maxUnusedPercent) {}

    /**
     * When packs are read through.
     *
     * @param percentPerRun how much of all packs each time
     */
    public record Scrub(Optional<String> schedule, int percentPerRun) {}

    /** Fails with {@code INVALID_ARGUMENT} if a rule makes no sense. */
    public void requireSensible() {
        require(minimumAgeDays >= 0 && minimumAgeDays <= MAX_AGE_DAYS, "minimum_age_days is not 0 to " + MAX_AGE_DAYS);
        require(lateAfterHours >= 1 && lateAfterHours <= MAX_LATE_HOURS, "late_after_hours is not 1 to " + MAX_LATE_HOURS);
        require(isPercent(collection.maxUnusedPercent(), 0), "max_unused_percent is not 0 to 100");
        require(isPercent(scrub.percentPerRun(), 1), "percent_per_run is not 1 to 100");
        boolean isEmpty = retention.rules().isEmpty();
        require(!isEmpty || retention.schedule().isEmpty(), "retention has a schedule and no rule");
        retention.schedule().ifPresent(CronExpression::parse);
        collection.schedule().ifPresent(CronExpression::parse);
        scrub.schedule().ifPresent(CronExpression::parse);
    }

    private static boolean isPercent(int value, int least) {
        return value >= least && value <= 100;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, problem, "see /openapi.json for what a policy may say");
        }
    }

    Policy withMinimumAgeDays(int days) {
        return new Policy(retention, days, collection, scrub, lateAfterHours);
    }
}
