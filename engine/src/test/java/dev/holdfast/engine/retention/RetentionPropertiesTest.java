package dev.holdfast.engine.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.engine.retention.Retention.WhenEmptied;
import dev.holdfast.engine.retention.SnapshotFacts.Protection;
import dev.holdfast.engine.retention.SnapshotFacts.Source;
import dev.holdfast.engine.text.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Properties over random histories and rules. The seed is printed; {@code -Dholdfast.test.seed=N} replays it. */
class RetentionPropertiesTest {
    private static final int ROUNDS = 400;
    private static final List<Period> PERIODS = List.of(Period.values());
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata");

    private final long seed = Long.getLong("holdfast.test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    RetentionPropertiesTest() {
        System.out.println("RetentionPropertiesTest seed " + seed);
    }

    @Test
    void theOrderOfInputDoesNotMatter() {
        for (int round = 0; round < ROUNDS; round++) {
            List<SnapshotFacts> history = history();
            Retention retention = retention(rules());
            RetentionPlan plan = retention.decide(history, WhenEmptied.ALLOW);
            Collections.shuffle(history, random);
            assertEquals(plan, retention.decide(history, WhenEmptied.ALLOW), () -> "seed " + seed);
        }
    }

    @Test
    void eachSnapshotIsDecidedOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            List<SnapshotFacts> history = history();
            RetentionPlan plan = retention(rules()).decide(history, WhenEmptied.ALLOW);
            assertEquals(history.size(), plan.decisions().count());
            assertEquals(new HashSet<>(history), plan.decisions().map(Decision::snapshot).collect(Collectors.toSet()));
        }
    }

    @Test
    void keepingMoreNeverForgetsMore() {
        for (int round = 0; round < ROUNDS; round++) {
            List<SnapshotFacts> history = history();
            Retention less = retention(rules());
            Retention more = new Retention(more(less.rules()), less.grouping(), NOW, less.zone());
            Set<SnapshotFacts> missing = new HashSet<>(less.decide(history, WhenEmptied.ALLOW).kept());
            missing.removeAll(new HashSet<>(more.decide(history, WhenEmptied.ALLOW).kept()));
            assertEquals(Set.of(), missing, () -> "seed " + seed + ", " + less + ", " + more);
        }
    }

    @Test
    void protectedAndFutureSnapshotsAreNeverForgotten() {
        for (int round = 0; round < ROUNDS; round++) {
            for (SnapshotFacts lost : retention(rules()).decide(history(), WhenEmptied.ALLOW).forgotten()) {
                assertTrue(lost.protection() == Protection.NONE && !lost.time().isAfter(NOW), () -> "seed " + seed);
            }
        }
    }

    @Test
    void futureSnapshotsChangeNoOtherDecision() {
        for (int round = 0; round < ROUNDS; round++) {
            List<SnapshotFacts> history = history();
            List<SnapshotFacts> honest = history.stream().filter(snapshot -> !snapshot.time().isAfter(NOW)).toList();
            Retention retention = retention(rules());
            List<Decision> judged = retention.decide(history, WhenEmptied.ALLOW).decisions()
                    .filter(decision -> !decision.isFromTheFuture())
                    .toList();
            assertEquals(retention.decide(honest, WhenEmptied.ALLOW).decisions().toList(), judged, () -> "seed " + seed);
        }
    }

    @Test
    void forgettingTwiceForgetsNoMore() {
        for (int round = 0; round < ROUNDS; round++) {
            RetentionRules counts = RetentionRules.none()
                    .keep(Period.LAST, 1 + random.nextInt(5))
                    .keep(Period.DAILY, 1 + random.nextInt(9))
                    .keep(Period.MONTHLY, 1 + random.nextInt(5));
            Retention retention = retention(counts);
            List<SnapshotFacts> kept = retention.decide(history(), WhenEmptied.ALLOW).kept();
            assertEquals(List.of(), retention.decide(kept, WhenEmptied.ALLOW).forgotten(), () -> "seed " + seed);
        }
    }

    /** The rule in the words of its definition, computed the slow way. */
    @Test
    void dailyKeepsTheNewestOfTheLatestDays() {
        DateTimeFormatter day = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
        for (int round = 0; round < ROUNDS; round++) {
            int count = 1 + random.nextInt(20);
            Retention retention = new Retention(RetentionRules.none().keep(Period.DAILY, count), Grouping.NONE, NOW, zone());
            List<SnapshotFacts> history = history();
            TreeMap<String, ZonedDateTime> newest = new TreeMap<>();
            for (SnapshotFacts snapshot : history) {
                if (!snapshot.time().isAfter(NOW)) {
                    ZonedDateTime local = snapshot.time().atZone(retention.zone());
                    newest.merge(day.format(local), local, (a, b) -> a.isAfter(b) ? a : b);
                }
            }
            Set<Instant> expected = newest.descendingMap().values().stream()
                    .limit(count)
                    .map(ZonedDateTime::toInstant)
                    .collect(Collectors.toSet());
            Set<Instant> counted = retention.decide(history, WhenEmptied.ALLOW).decisions()
                    .filter(decision -> decision.reasons().stream().anyMatch(Reason.Counted.class::isInstance))
                    .map(decision -> decision.snapshot().time())
                    .collect(Collectors.toSet());
            assertEquals(expected, counted, () -> "seed " + seed);
        }
    }

    private List<SnapshotFacts> history() {
        List<SnapshotFacts> history = new ArrayList<>();
        long reachSeconds = 3600L * (1 + random.nextInt(24 * 1000));
        int count = random.nextInt(80);
        for (int i = 0; i < count; i++) {
            Instant time = NOW.minusSeconds((long) (random.nextDouble() * reachSeconds) - (random.nextInt(10) == 0 ? reachSeconds : 0));
            if (i > 0 && random.nextInt(8) == 0) {
                time = history.get(random.nextInt(i)).time();
            }
            Source source = new Source("host" + random.nextInt(2), random.nextBoolean() ? List.of("/a", "/b") : List.of("/b"));
            Set<String> tags = random.nextInt(4) == 0 ? Set.of("t" + random.nextInt(3)) : Set.of();
            Protection protection = random.nextInt(10) == 0 ? Protection.PROTECTED : Protection.NONE;
            history.add(new SnapshotFacts(Integer.toHexString(random.nextInt()) + "-" + i, random.nextInt(20), time, source, tags, protection));
        }
        return history;
    }

    private RetentionRules rules() {
        RetentionRules rules = RetentionRules.none().keep(PERIODS.get(random.nextInt(PERIODS.size())), 1 + random.nextInt(10));
        int more = random.nextInt(4);
        for (int i = 0; i < more; i++) {
            rules = more(rules);
        }
        return rules;
    }

    private RetentionRules more(RetentionRules rules) {
        Period period = PERIODS.get(random.nextInt(PERIODS.size()));
        return switch (random.nextInt(4)) {
            case 0 -> rules.keepTagged(Set.of("t" + random.nextInt(3)));
            case 1 -> rules.keepIdentified(Integer.toHexString(random.nextInt(16)));
            case 2 -> {
                Span before = rules.spans().getOrDefault(period, Span.ofDays(0));
                yield rules.within(period, new Span(before.calendar().plusDays(1 + random.nextInt(60)), before.exact()));
            }
            default -> rules.keep(period, rules.counts().getOrDefault(period, 0) + 1 + random.nextInt(6));
        };
    }

    private Retention retention(RetentionRules rules) {
        Grouping grouping = Grouping.parse(List.of("none", "host,paths", "host", "tags").get(random.nextInt(4)));
        return new Retention(rules, grouping, NOW, zone());
    }

    private ZoneId zone() {
        return ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    }
}
