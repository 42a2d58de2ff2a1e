package dev.holdfast.server.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.experiment.Finding;
import dev.holdfast.control.experiment.Results;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.server.audit.AuditQuery;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.fixture.Routing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExperimentsTest {
    private static final Duration WINDOW = Duration.ofMinutes(60);
    private static final Duration SETTLED = WINDOW.plusMinutes(11);

    private static final int UNITS = 2_000;
    private static final int BATCH = 500;

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();
    private ExperimentSite site;

    @BeforeEach
    void open() {
        site = new ExperimentSite(directory.resolve("server.db"), clock);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aUnitsMetricCountsOnlyFromItsFirstExposureUntilItsWindowEnds() {
        site.startNew("e");
        Instant before = clock.now();
        clock.pass(Duration.ofMinutes(5));
        Instant first = clock.now();
        site.expose("batch-0001", List.of(site.exposure("ann", "new")));
        site.measure("batch-0002", List.of(site.spent("ann", 100, before), site.spent("ann", 1, first)));
        clock.pass(WINDOW);
        site.measure("batch-0003", List.of(site.spent("ann", 2, first.plus(WINDOW).minusMillis(1)), site.spent("ann", 1_000, first.plus(WINDOW))));
        assertEquals(0, site.primary("e", 1).units());

        clock.pass(SETTLED);

        Results.OfVariant ann = site.primary("e", 1);
        assertEquals(1, ann.units());
        assertEquals(3, ann.mean());
    }

    @Test
    void theOrderInWhichEventsArriveDoesNotMatter() {
        site.startNew("e");
        clock.pass(Duration.ofMinutes(1));
        Instant first = clock.now();
        clock.pass(Duration.ofMinutes(1));
        Exposure later = site.exposure("ann", "new");
        site.measure("batch-0001", List.of(site.spent("ann", 7, first.plusSeconds(1)), site.spent("ann", 50, first.minusSeconds(1))));
        site.expose("batch-0002", List.of(later));
        site.expose("batch-0003", List.of(new Exposure("checkout", "new", "ann", Optional.of(first))));
        clock.pass(SETTLED);
        assertEquals(7, site.primary("e", 1).mean());
    }

    @Test
    void aBatchThatIsSentAgainCountsOnceAlsoAfterARestart() {
        site.startNew("e");
        site.expose("batch-0001", List.of(site.exposure("ann", "new")));
        List<Measurement> spent = List.of(site.spent("ann", 5, clock.now()));
        assertEquals(new Receipt(1, 0, false), site.measure("batch-0002", spent));
        assertEquals(Receipt.REPEATED, site.measure("batch-0002", spent));
        site.close();
        open();
        assertEquals(Receipt.REPEATED, site.measure("batch-0002", spent));
        clock.pass(SETTLED);
        assertEquals(5, site.primary("e", 1).mean());
    }

    @Test
    void whoIsSeenInTwoVariantsIsSetApartAndWhatItCountedForIsTakenBack() {
        site.startNew("e");
        site.expose("batch-0001", List.of(site.exposure("ann", "new"), site.exposure("bob", "new"), site.exposure("cyd", "new")));
        site.measure("batch-0002", List.of(site.spent("ann", 5, clock.now()), site.spent("bob", 9, clock.now()), site.spent("cyd", 2, clock.now())));
        site.expose("batch-0003", List.of(site.exposure("cyd", "old")));
        clock.pass(SETTLED);
        assertEquals(7, site.primary("e", 1).mean());

        site.expose("batch-0004", List.of(site.exposure("bob", "old"), site.exposure("bob", "old")));

        Results.OfVariant left = site.primary("e", 1);
        assertEquals(List.of(1L, 5.0), List.of(left.units(), left.mean()));
        Results.Units units = site.results("e").results().variants().get(1);
        assertEquals(new Results.Units("new", 3, 2), units);
    }

    @Test
    void oneBatchMayHoldAllThatHappensToAUnit() {
        site.startNew("e");
        Receipt receipt = site.expose("batch-0001", List.of(
                site.exposure("ann", "new"), site.exposure("bob", "new"), site.exposure("ann", "new"), site.exposure("bob", "old"), site.exposure("cyd", "old")));
        assertEquals(new Receipt(5, 0, false), receipt);
        assertEquals(
                List.of(new Results.Units("old", 1, 0), new Results.Units("new", 2, 1)),
                site.results("e").results().variants());
    }

    @Test
    void whatWaitsIsCountedUntilItIsSettledOrForgotten() {
        site.startNew("e");
        site.expose("batch-0001", List.of(site.exposure("ann", "new")));
        site.measure("batch-0002", List.of(site.spent("ann", 5, clock.now()), site.spent("ann", 6, clock.now()), site.spent("passer-by", 7, clock.now())));
        assertEquals(3, waiting());
        clock.pass(SETTLED);
        site.settlement.look();
        assertEquals(1, waiting());
        clock.pass(Duration.ofDays(31));
        site.settlement.look();
        assertEquals(0, waiting());
    }

    private long waiting() {
        return site.database.read(rows -> rows.first("SELECT events FROM experiment", row -> row.getLong(1))).orElseThrow();
    }

    @Test
    void aDraftTakesNobodyInButWritesDownWhatIsKnownBefore() {
        site.create(ExperimentSite.wish("e"));
        assertEquals(new Receipt(0, 1, false), site.expose("batch-0001", List.of(site.exposure("ann", "new"))));
        Random random = new Random(1);
        List<String> units = ExperimentSite.units("u", UNITS);
        double[] habits = units.stream().mapToDouble(unit -> 10 + 5 * random.nextGaussian()).toArray();
        inBatches("before", i -> site.spent(units.get(i), habits[i], clock.now()), site::measure);
        clock.pass(Duration.ofMinutes(1));
        site.move("e", "start");
        clock.pass(Duration.ofMinutes(1));
        inBatches("exposures", i -> site.exposure(units.get(i), i % 2 == 0 ? "old" : "new"), site::expose);
        inBatches("spending", i -> site.spent(units.get(i), habits[i] + random.nextGaussian() + i % 2, clock.now()), site::measure);
        clock.pass(SETTLED);

        Results.OfVariant changed = site.primary("e", 1);
        assertEquals(Optional.of(Finding.BETTER), changed.finding());
        assertEquals(1, changed.effect().orElseThrow().absolute().estimate(), 0.3);
        assertTrue(changed.effect().orElseThrow().explained() > 0.9);
    }

    private static <T> void inBatches(String name, IntFunction<T> event, BiFunction<String, List<T>, Receipt> report) {
        for (int from = 0; from < UNITS; from += BATCH) {
            List<T> batch = IntStream.range(from, from + BATCH).mapToObj(event).toList();
            assertEquals(new Receipt(BATCH, 0, false), report.apply(name + "-" + from, batch));
        }
    }

    @Test
    void whatArrivesTooLateIsCountedAsLate() {
        site.startNew("e");
        Instant first = clock.now();
        site.expose("batch-0001", List.of(site.exposure("ann", "new")));
        clock.pass(SETTLED);
        assertEquals(0, site.primary("e", 1).mean());
        assertEquals(new Receipt(0, 1, false), site.measure("batch-0002", List.of(site.spent("ann", 5, first))));
        assertEquals(1, site.results("e").lateEvents());
        assertEquals(0, site.primary("e", 1).mean());
    }

    @Test
    void afterItIsStoppedNobodyComesInAndWhoIsInStillCounts() {
        site.startNew("e");
        site.expose("batch-0001", List.of(site.exposure("ann", "new")));
        site.move("e", "stop");
        clock.pass(Duration.ofMinutes(1));
        assertEquals(new Receipt(0, 1, false), site.expose("batch-0002", List.of(site.exposure("bob", "new"))));
        site.measure("batch-0003", List.of(site.spent("ann", 5, clock.now()), site.spent("bob", 7, clock.now())));
        clock.pass(SETTLED);
        assertEquals(List.of(1L, 5.0), List.of(site.primary("e", 1).units(), site.primary("e", 1).mean()));
    }

    @Test
    void eventsOfOtherFlagsVariantsAndTimesAreIgnored() {
        site.startNew("e");
        Optional<Instant> now = Optional.of(clock.now());
        Receipt receipt = site.expose("batch-0001", List.of(
                new Exposure("other", "new", "ann", now),
                new Exposure("checkout", "newest", "ann", now),
                new Exposure("checkout", "new", "ann", Optional.of(clock.now().minus(Duration.ofDays(31)))),
                new Exposure("checkout", "new", "ann", Optional.of(clock.now().minusSeconds(1)))));
        assertEquals(new Receipt(0, 4, false), receipt);
        assertEquals(0, site.results("e").results().variants().get(1).assigned());
    }

    @Test
    void whatNobodyWaitsForIsForgotten() {
        site.startNew("e");
        site.measure("batch-0001", List.of(site.spent("passer-by", 5, clock.now())));
        clock.pass(Duration.ofDays(31));
        site.settlement.look();
        assertEquals(0L, site.database.read(rows -> rows.first("SELECT COUNT(*) FROM experiment_event", row -> row.getLong(1)))
                .orElseThrow());
    }

    @Test
    void anExperimentIsDraftThenRunsThenIsStoppedAndNothingElse() {
        assertEquals(ErrorCode.NOT_FOUND, Routing.failure(() -> site.move("e", "start")));
        site.create(ExperimentSite.wish("e"));
        assertEquals(ErrorCode.CONFLICT, Routing.failure(() -> site.create(ExperimentSite.wish("e"))));
        assertEquals(ErrorCode.CONFLICT, Routing.failure(() -> site.move("e", "stop")));
        site.move("e", "start");
        assertEquals(ErrorCode.CONFLICT, Routing.failure(() -> site.move("e", "start")));
        site.move("e", "stop");
        assertEquals(ErrorCode.CONFLICT, Routing.failure(() -> site.move("e", "start")));
        List<String> acts = site.audit
                .oldest(new AuditQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()), 0, 10)
                .stream()
                .map(record -> record.action() + " " + record.object())
                .toList();
        assertEquals(
                List.of(
                        "experiment.create default/production/e",
                        "experiment.start default/production/e",
                        "experiment.stop default/production/e"),
                acts);
    }

    @Test
    void whatCannotBeAnExperimentIsRefusedWithTheReason() {
        ExperimentWish good = ExperimentSite.wish("e");
        ExperimentWish bad = new ExperimentWish(
                "e", "f", good.variants().subList(0, 1), good.primary(), good.guardrails(), good.secondary(), good.unit(), good.assignment(),
                OptionalInt.empty(), good.plannedUnits());
        assertEquals(ErrorCode.INVALID_ARGUMENT, Routing.failure(() -> site.create(bad)));
        assertThrows(IllegalArgumentException.class, () -> new Exposure("f", "v", "", Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new Measurement("m", "u", Optional.of(1e13), Optional.empty()));
    }

    @Test
    void aRunningExperimentThatWantsItLetsUnitsKeepTheirFirstVariant() {
        site.create(ExperimentSite.wish("e"));
        assertEquals(new AssignmentRoutes.Assigned("new", false), site.assign("ann", "new"));
        site.move("e", "start");
        assertEquals(new AssignmentRoutes.Assigned("old", true), site.assign("ann", "old"));
        assertEquals(new AssignmentRoutes.Assigned("old", true), site.assign("ann", "new"));
        site.close();
        open();
        assertEquals(new AssignmentRoutes.Assigned("old", true), site.assign("ann", "new"));
        site.move("e", "stop");
        assertEquals(new AssignmentRoutes.Assigned("new", false), site.assign("ann", "new"));
    }

    @Test
    void anAssignmentIsKeptInItsEnvironmentAlsoAfterARestart() {
        EnvironmentName test = new EnvironmentName("default", "test");
        assertEquals("new", new AssignmentStore(site.database, EnvironmentName.STANDARD).keep("e", "ann", "new"));
        assertEquals("old", new AssignmentStore(site.database, test).keep("e", "ann", "old"));
        site.close();
        open();
        AssignmentStore assignments = new AssignmentStore(site.database, EnvironmentName.STANDARD);
        assertEquals("new", assignments.keep("e", "ann", "old"));
        assertEquals(Optional.of("new"), assignments.first("e", "ann"));
        assertEquals(Optional.of("old"), new AssignmentStore(site.database, test).first("e", "ann"));
    }
}
