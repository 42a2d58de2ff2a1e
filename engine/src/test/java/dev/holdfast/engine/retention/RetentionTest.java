package dev.holdfast.engine.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.engine.retention.Retention.WhenEmptied;
import dev.holdfast.engine.retention.SnapshotFacts.Protection;
import dev.holdfast.engine.retention.SnapshotFacts.Source;
import dev.holdfast.engine.text.Span;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final ZoneId UTC = ZoneOffset.UTC;
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Source SOURCE = new Source("laptop", List.of("/home"));

    private final List<SnapshotFacts> snapshots = new ArrayList<>();

    /** Adds a snapshot made at a time in UTC; its id is that time. */
    private void at(String... times) {
        for (String time : times) {
            add(time, time, Set.of(), Protection.NONE);
        }
    }

    private void add(String id, String time, Set<String> tags, Protection protection) {
        Instant instant = LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
        snapshots.add(new SnapshotFacts(id, snapshots.size(), instant, SOURCE, tags, protection));
    }

    private RetentionPlan decide(RetentionRules rules, ZoneId zone) {
        return new Retention(rules, Grouping.HOST_AND_PATHS, NOW, zone).decide(snapshots, WhenEmptied.REFUSE);
    }

    /** Asserts what is kept and why, as {@code id: reasons} from the newest to the oldest. */
    private void expectKept(RetentionRules rules, ZoneId zone, String... expected) {
        List<String> kept = decide(rules, zone)
                .decisions()
                .filter(Decision::isKept)
                .map(decision -> decision.snapshot().id() + ": " + decision.text())
                .toList();
        assertEquals(List.of(expected), kept);
    }

    @Test
    void lastCountsSnapshots() {
        at("2026-11-20T10:00", "2026-11-20T11:00", "2026-11-21T10:00");
        expectKept(
                RetentionRules.none().keep(Period.LAST, 2), UTC, "2026-11-21T10:00: last 1", "2026-11-20T11:00: last 2");
    }

    @Test
    void theNewestOfEachDayIsKeptAndEmptyDaysDoNotCount() {
        at("2026-11-01T10:00", "2026-11-10T08:00", "2026-11-10T20:00", "2026-11-20T08:00", "2026-11-20T09:00");
        expectKept(
                RetentionRules.none().keep(Period.DAILY, 2), UTC, "2026-11-20T09:00: daily 1", "2026-11-10T20:00: daily 2");
    }

    @Test
    void theOldestIsKeptWhileThereAreTooFew() {
        at("2026-11-10T08:00", "2026-11-10T09:00", "2026-11-10T20:00", "2026-11-20T09:00");
        expectKept(
                RetentionRules.none().keep(Period.DAILY, 3),
                UTC,
                "2026-11-20T09:00: daily 1",
                "2026-11-10T20:00: daily 2",
                "2026-11-10T08:00: oldest for daily");
    }

    @Test
    void theOldestIsNotKeptOnceThereAreEnough() {
        at("2026-11-10T08:00", "2026-11-10T20:00", "2026-11-20T09:00");
        expectKept(
                RetentionRules.none().keep(Period.DAILY, 2), UTC, "2026-11-20T09:00: daily 1", "2026-11-10T20:00: daily 2");
    }

    @Test
    void unlimitedKeepsOneOfEach() {
        at("2024-02-10T08:00", "2025-11-10T20:00", "2026-10-20T09:00", "2026-11-20T09:00");
        expectKept(
                RetentionRules.none().keep(Period.YEARLY, RetentionRules.UNLIMITED),
                UTC,
                "2026-11-20T09:00: yearly 1",
                "2025-11-10T20:00: yearly 2",
                "2024-02-10T08:00: yearly 3");
    }

    @Test
    void weeksAreThoseOfIsoAcrossTheNewYear() {
        // Monday 2025-12-29 to Sunday 2026-01-04 is one week, the first of 2026; 2020 ended in week 53.
        at("2020-12-31T10:00", "2021-01-03T10:00", "2021-01-04T10:00", "2025-12-28T10:00", "2025-12-29T10:00", "2026-01-04T10:00");
        expectKept(
                RetentionRules.none().keep(Period.WEEKLY, 4),
                UTC,
                "2026-01-04T10:00: weekly 1",
                "2025-12-28T10:00: weekly 2",
                "2021-01-04T10:00: weekly 3",
                "2021-01-03T10:00: weekly 4");
    }

    @Test
    void daysEndAtLocalMidnight() {
        at("2026-07-01T21:30", "2026-07-01T22:30");
        RetentionRules rules = RetentionRules.none().keep(Period.DAILY, 2);
        expectKept(rules, BERLIN, "2026-07-01T22:30: daily 1", "2026-07-01T21:30: daily 2");
        expectKept(rules, UTC, "2026-07-01T22:30: daily 1", "2026-07-01T21:30: oldest for daily");
    }

    @Test
    void theRepeatedHourIsTwoHours() {
        // In Berlin 02:15 occurred twice on 2026-10-25: at 00:15 and at 01:15 UTC.
        at("2026-10-25T00:15", "2026-10-25T00:45", "2026-10-25T01:15", "2026-10-25T02:15");
        expectKept(
                RetentionRules.none().keep(Period.HOURLY, 3),
                BERLIN,
                "2026-10-25T02:15: hourly 1",
                "2026-10-25T01:15: hourly 2",
                "2026-10-25T00:45: hourly 3");
    }

    @Test
    void clocksPutBackOverMidnightDoNotSplitADay() {
        // In St. John's 2010-11-07 00:01 became 2010-11-06 23:01 again, so that the dates go 6, 7, 6, 7.
        at("2010-11-07T02:00", "2010-11-07T02:30:30", "2010-11-07T03:00", "2010-11-07T04:00");
        List<String> kept = decide(RetentionRules.none().keep(Period.DAILY, 2), ZoneId.of("America/St_Johns"))
                .kept().stream().map(SnapshotFacts::id).toList();
        assertEquals(List.of("2010-11-07T04:00", "2010-11-07T03:00"), kept);
    }

    @Test
    void withinIsMeasuredFromTheNewestAndNotFromNow() {
        at("2026-01-01T10:00", "2026-01-20T10:00", "2026-01-30T10:00", "2026-01-31T10:00");
        expectKept(
                RetentionRules.none().within(Span.parse("11d")),
                UTC,
                "2026-01-31T10:00: within 11d",
                "2026-01-30T10:00: within 11d");
    }

    @Test
    void withinAPeriodKeepsOneOfEach() {
        at("2025-12-01T10:00", "2026-01-30T10:00", "2026-01-30T11:00", "2026-01-31T09:00", "2026-01-31T10:00");
        expectKept(
                RetentionRules.none().within(Period.DAILY, Span.parse("1m")),
                UTC,
                "2026-01-31T10:00: daily within 1m",
                "2026-01-30T11:00: daily within 1m");
    }

    @Test
    void reasonsAddUp() {
        at("2026-11-19T10:00");
        add("tagged", "2026-11-20T10:00", Set.of("release", "v1"), Protection.NONE);
        add("guarded", "2026-11-21T10:00", Set.of("v1"), Protection.PROTECTED);
        at("2026-11-22T10:00", "2026-11-22T11:00");
        RetentionRules rules = RetentionRules.none()
                .keep(Period.LAST, 1)
                .keep(Period.DAILY, 2)
                .keepTagged(Set.of("v1", "release"))
                .keepIdentified("2026-11-19");
        expectKept(
                rules,
                UTC,
                "2026-11-22T11:00: last 1, daily 1",
                "guarded: protected, daily 2",
                "tagged: tags release,v1",
                "2026-11-19T10:00: id 2026-11-19");
    }

    @Test
    void theFuturePushesNothingOut() {
        at("2026-11-22T10:00", "2026-11-23T12:00", "2026-11-23T12:00:01", "2026-11-24T10:00", "2030-01-01T10:00");
        RetentionRules rules = RetentionRules.none().keep(Period.DAILY, 2).within(Span.parse("2d"));
        expectKept(
                rules,
                UTC,
                "2030-01-01T10:00: dated in the future",
                "2026-11-24T10:00: dated in the future",
                "2026-11-23T12:00:01: dated in the future",
                "2026-11-23T12:00: within 2d, daily 1",
                "2026-11-22T10:00: within 2d, daily 2");
        assertEquals(3, decide(rules, UTC).fromTheFuture().size());
    }

    @Test
    void amongEqualTimesTheLaterCommitIsNewer() {
        add("z", "2026-11-20T10:00", Set.of(), Protection.NONE);
        add("a", "2026-11-20T10:00", Set.of(), Protection.NONE);
        expectKept(RetentionRules.none().keep(Period.LAST, 1), UTC, "a: last 1");
    }

    @Test
    void groupsAreJudgedEachByItself() {
        at("2026-11-20T10:00");
        Instant older = Instant.parse("2026-01-01T00:00:00Z");
        Source other = new Source("server", List.of("/srv", "/etc"));
        Source reordered = new Source("server", List.of("/etc", "/srv"));
        snapshots.add(new SnapshotFacts("o1", 10, older, other, Set.of("x"), Protection.NONE));
        snapshots.add(new SnapshotFacts("o2", 11, older.plusSeconds(1), reordered, Set.of(), Protection.NONE));
        RetentionPlan plan = decide(RetentionRules.none().keep(Period.LAST, 1), UTC);
        assertEquals(
                List.of("host laptop, paths /home", "host server, paths /etc /srv"),
                plan.groups().stream().map(group -> group.key().describe()).toList());
        assertEquals(List.of("o1"), plan.forgotten().stream().map(SnapshotFacts::id).toList());
        Retention together = new Retention(RetentionRules.none().keep(Period.LAST, 1), Grouping.parse("none"), NOW, UTC);
        assertEquals(2, together.decide(snapshots, WhenEmptied.REFUSE).forgotten().size());
        Retention byTags = new Retention(RetentionRules.none().keep(Period.LAST, 1), Grouping.parse("host, tags"), NOW, UTC);
        assertEquals(0, byTags.decide(snapshots, WhenEmptied.REFUSE).forgotten().size());
        assertThrows(HoldfastException.class, () -> Grouping.parse("host,user"));
    }

    @Test
    void withoutARuleNothingIsDecided() {
        at("2026-11-20T10:00");
        HoldfastException refused = assertThrows(HoldfastException.class, () -> decide(RetentionRules.none(), UTC));
        assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code());
    }

    @Test
    void emptyingAGroupNeedsPermission() {
        at("2026-11-20T10:00", "2026-11-21T10:00", "2027-01-01T10:00");
        RetentionRules rules = RetentionRules.none().keepTagged(Set.of("release"));
        HoldfastException refused = assertThrows(HoldfastException.class, () -> decide(rules, UTC));
        assertEquals(ErrorCode.WOULD_FORGET_EVERYTHING, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains("2 snapshots of host laptop"), refused::toString);
        Retention allowed = new Retention(rules, Grouping.NONE, NOW, UTC);
        assertEquals(2, allowed.decide(snapshots, WhenEmptied.ALLOW).forgotten().size());
    }

    @Test
    void aGroupOfTheFutureOnlyIsNotEmptied() {
        at("2027-01-01T10:00");
        assertEquals(0, decide(RetentionRules.none().keepTagged(Set.of("x")), UTC).forgotten().size());
        snapshots.clear();
        assertEquals(0, decide(RetentionRules.none().keep(Period.LAST, 1), UTC).decisions().count());
    }

    @Test
    void absurdTimesAreBorne() {
        snapshots.add(new SnapshotFacts("min", 0, Instant.MIN, SOURCE, Set.of(), Protection.NONE));
        snapshots.add(new SnapshotFacts("max", 1, Instant.MAX, SOURCE, Set.of(), Protection.NONE));
        RetentionRules rules = RetentionRules.none().within(Period.WEEKLY, Span.parse("9999y"));
        for (Period period : Period.values()) {
            rules = rules.keep(period, 2);
        }
        assertEquals(2, decide(rules, UTC).kept().size());
        assertEquals(2, new Retention(rules, Grouping.NONE, Instant.MAX, UTC).decide(snapshots, WhenEmptied.REFUSE).kept().size());
    }

    @Test
    void senselessRulesAreRefused() {
        RetentionRules none = RetentionRules.none();
        assertThrows(HoldfastException.class, () -> none.keep(Period.DAILY, 0));
        assertThrows(HoldfastException.class, () -> none.keep(Period.DAILY, -1));
        assertThrows(HoldfastException.class, () -> none.within(Span.ofDays(0)));
        assertThrows(HoldfastException.class, () -> none.keepTagged(Set.of()));
        assertThrows(HoldfastException.class, () -> none.keepTagged(Set.of(" ")));
        assertThrows(HoldfastException.class, () -> none.keepIdentified(""));
    }
}
