package dev.holdfast.engine.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Entropy;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CronExpressionTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final long SEED = Long.getLong("holdfast.test.seed", Entropy.system().id().low());

    private static Instant next(String expression, String after, ZoneId zone) {
        return CronExpression.parse(expression).next(LocalDateTime.parse(after).atZone(zone).toInstant(), zone).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            daily 02:30         | 2026-11-26T02:29:59 | 2026-11-26T02:30
            daily 02:30         | 2026-11-26T02:30    | 2026-11-27T02:30
            hourly              | 2026-12-31T23:00    | 2027-01-01T00:00
            weekly sun 04:00    | 2026-11-26T12:00    | 2026-11-29T04:00
            monthly 31 04:00    | 2026-11-26T12:00    | 2026-12-31T04:00
            */15 8-18 * * 1-5   | 2026-11-27T18:45    | 2026-11-30T08:00
            0 0 29 2 *          | 2026-11-26T12:00    | 2028-02-29T00:00
            0 0 13 * fri        | 2026-11-26T12:00    | 2026-11-27T00:00
            0 0 1,15 jan,jul *  | 2026-07-15T00:00    | 2027-01-01T00:00
            5 4 * * 7           | 2026-11-26T12:00    | 2026-11-29T04:05
            0 0 * * 5-7         | 2026-11-29T00:00    | 2026-12-04T00:00
            10/20 * * * *       | 2026-11-26T12:31    | 2026-11-26T12:50
            """)
    void nextIsTheFirstMatchAfterTheMoment(String expression, String after, String expected) {
        assertEquals(LocalDateTime.parse(expected).toInstant(ZoneOffset.UTC), next(expression, after, ZoneOffset.UTC));
    }

    @Test
    void whatIsDueInTheGapOfSpringIsDueAtItsEnd() {
        assertEquals(Instant.parse("2027-03-28T01:00:00Z"), next("daily 02:30", "2027-03-27T12:00", BERLIN));
        assertEquals(Instant.parse("2027-03-29T00:30:00Z"), next("daily 02:30", "2027-03-28T03:00", BERLIN));
    }

    @Test
    void anHourThatComesTwiceInAutumnCountsOnce() {
        CronExpression nightly = CronExpression.parse("daily 02:30");
        Instant first = nightly.next(Instant.parse("2026-10-24T12:00:00Z"), BERLIN).orElseThrow();
        assertEquals(Instant.parse("2026-10-25T00:30:00Z"), first);
        assertEquals(Instant.parse("2026-10-26T01:30:00Z"), nightly.next(first, BERLIN).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "daily", "daily 25:00", "* * * *", "60 * * * *", "* * 0 * *", "* * 31 2 *", "5-1 * * * *", "*/0 * * * *", "a b c d e", "weekly xyz 01:00", "1,,2 * * * *"})
    void whatIsNoScheduleIsRefused(String text) {
        HoldfastException refused = assertThrows(HoldfastException.class, () -> CronExpression.parse(text));
        assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code());
    }

    @Test
    void agreesWithTryingEveryMinute() {
        long seed = SEED;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            CronExpression expression = CronExpression.parse(field(random, 60) + " " + field(random, 24) + " * * " + field(random, 7));
            Instant start = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(365 * 24 * 3600));
            Instant expected = start.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
            Instant found = expression.next(start, ZoneOffset.UTC).orElseThrow();
            assertTrue(found.isAfter(start), () -> "seed " + seed);
            while (!matches(expression, expected)) {
                expected = expected.plusSeconds(60);
            }
            assertEquals(expected, found, () -> expression + " after " + start + ", " + "seed " + seed);
        }
    }

    @Test
    void everyMomentIsAfterTheOneBeforeInEveryZone() {
        long seed = SEED;
        Random random = new Random(seed);
        for (String zone : new String[] {"Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca"}) {
            CronExpression expression = CronExpression.parse(field(random, 60) + " " + field(random, 24) + " * * *");
            Instant at = Instant.parse("2026-01-01T00:00:00Z");
            for (int step = 0; step < 1000; step++) {
                Instant next = expression.next(at, ZoneId.of(zone)).orElseThrow();
                assertTrue(next.isAfter(at), () -> zone + " " + expression + ", " + "seed " + seed);
                at = next;
            }
        }
    }

    private static String field(Random random, int range) {
        int one = random.nextInt(range);
        return switch (random.nextInt(4)) {
            case 0 -> "*";
            case 1 -> "*/" + (1 + random.nextInt(range - 1));
            case 2 -> Integer.toString(one);
            default -> one + "-" + (one + random.nextInt(range - one));
        };
    }

    /** Written anew for the fields that the test makes: a value, a range, or an asterisk with a step. */
    private static boolean matches(CronExpression expression, Instant moment) {
        String[] fields = expression.toString().split(" ", -1);
        var at = moment.atZone(ZoneOffset.UTC);
        return matches(fields[0], at.getMinute()) && matches(fields[1], at.getHour()) && matches(fields[4], at.getDayOfWeek().getValue() % 7);
    }

    private static boolean matches(String field, int value) {
        if (field.startsWith("*")) {
            return field.equals("*") || value % Integer.parseInt(field.substring(2)) == 0;
        }
        String[] ends = field.split("-", -1);
        return value >= Integer.parseInt(ends[0]) && value <= Integer.parseInt(ends[ends.length - 1]);
    }
}
