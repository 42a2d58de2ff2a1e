package dev.holdfast.server.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.experiment.Plan;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.fixture.LooseCall;
import dev.holdfast.server.flag.Keeping;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which variants units keep when flags are evaluated for them. */
final class StickinessTest {
    private static final EnvironmentName HERE = EnvironmentName.STANDARD;
    private static final String FLAG = "checkout";

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();
    private ControlDatabase database;
    private ExperimentStore experiments;
    private Stickiness stickiness;

    @BeforeEach
    void open() {
        database = ControlDatabase.open(directory.resolve("server.db"), List.of(ExperimentTables.MIGRATION));
        experiments = new ExperimentStore(database, clock);
        stickiness = new Stickiness(experiments, database, new Visitors(clock));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void restart() {
        close();
        open();
    }

    private void start(String name, Optional<String> unit, Plan.Assignment assignment) {
        ExperimentWish wish = ExperimentSite.wish(name);
        experiments.create(HERE, new ExperimentWish(
                        name, FLAG, wish.variants(), wish.primary(), wish.guardrails(), wish.secondary(), unit, Optional.of(assignment),
                        wish.windowMinutes(), wish.plannedUnits())
                .experiment());
        experiments.start(HERE, name);
    }

    private void startSticky() {
        start("e", Optional.empty(), Plan.Assignment.STICKY);
    }

    private Keeping keeping(Caller caller) {
        return stickiness.of(HERE, new LooseCall(caller));
    }

    private Optional<String> kept(Map<String, Object> attributes, String assigned) {
        return keeping(ExperimentSite.OPERATOR).variant(FLAG, new EvaluationContext(attributes), assigned);
    }

    private Optional<String> kept(String unit, String assigned) {
        return kept(Map.of("targetingKey", unit), assigned);
    }

    @Test
    void aUnitKeepsWhatItHadFirstThroughRestartsUntilTheExperimentStops() {
        startSticky();
        assertEquals(Set.of(FLAG), keeping(ExperimentSite.OPERATOR).flags());
        assertEquals(Optional.of("old"), kept("ann", "old"));
        assertEquals(Optional.of("new"), kept("bob", "new"));
        assertEquals(Optional.of("old"), kept("ann", "new"));
        restart();
        assertEquals(Optional.of("old"), kept("ann", "new"));
        experiments.stop(HERE, "e");
        assertSame(Keeping.NONE, keeping(ExperimentSite.OPERATOR));
    }

    @Test
    void whereNothingIsKeptTheDatabaseIsNotLookedAt() {
        start("by-rule", Optional.empty(), Plan.Assignment.BY_RULE);
        startSticky();
        experiments.stop(HERE, "e");
        close();
        assertSame(Keeping.NONE, keeping(ExperimentSite.OPERATOR));
        assertSame(Keeping.NONE, stickiness.of(new EnvironmentName("default", "test"), new LooseCall(ExperimentSite.OPERATOR)));
        open();
    }

    @Test
    void whoComesAgainIsAnsweredFromMemory() {
        startSticky();
        assertEquals(Optional.of("old"), kept("ann", "old"));
        database.close();
        assertEquals(Optional.of("old"), kept("ann", "new"));
        open();
    }

    @Test
    void anEvaluationIsAnsweredByTheRuleWhenTheDatabaseFails() {
        startSticky();
        database.close();
        assertEquals(Optional.empty(), kept("ann", "old"));
        open();
        assertEquals(Optional.of("new"), kept("ann", "new"));
    }

    @Test
    void aVariantOutsideOfTheExperimentIsNotKept() {
        startSticky();
        assertEquals(Optional.empty(), kept("ann", "other"));
        assertEquals(Optional.of("new"), kept("ann", "new"));
    }

    @Test
    void theUnitIsTheAttributeThatTheExperimentNames() {
        start("e", Optional.of("account"), Plan.Assignment.STICKY);
        assertEquals(Optional.of("old"), kept(Map.of("targetingKey", "ann", "account", 42.0), "old"));
        assertEquals(Optional.of("old"), kept(Map.of("targetingKey", "bob", "account", "42"), "new"));
        assertEquals(Optional.empty(), kept(Map.of("targetingKey", "ann"), "new"));
        assertEquals(Optional.empty(), kept(Map.of("account", ""), "new"));
        assertEquals(Optional.empty(), kept(Map.of("account", "x".repeat(257)), "new"));
    }

    @Test
    void ofSeveralExperimentsOnOneFlagTheFirstDecides() {
        startSticky();
        start("later", Optional.of("account"), Plan.Assignment.STICKY);
        assertEquals(Optional.of("old"), kept(Map.of("targetingKey", "ann", "account", "a"), "old"));
        assertEquals(Optional.of("old"), kept(Map.of("targetingKey", "ann", "account", "b"), "new"));
    }

    @Test
    void whatNobodyKeepsAnyMoreIsForgotten() {
        startSticky();
        start("other", Optional.empty(), Plan.Assignment.STICKY);
        AssignmentStore store = new AssignmentStore(database, HERE);
        database.change(rows -> {
            for (String unit : ExperimentSite.units("u", 2_500)) {
                rows.change("INSERT INTO experiment_assignment(experiment, unit, variant) VALUES(?, ?, 'old')", HERE + "/e", unit);
            }
        });
        store.keep("other", "ann", "old");
        Settlement settlement = new Settlement(database, experiments, clock);
        settlement.look();
        assertEquals(2_500, store.count("e"));
        experiments.stop(HERE, "e");
        settlement.look();
        assertEquals(0, store.count("e"));
        assertEquals(1, store.count("other"));
    }

    @Test
    void callersWhomNobodyKnowsHaveSoManyWrittenDownAndTheRestGoesByTheRule() {
        startSticky();
        List<Boolean> kept = IntStream.range(0, 100)
                .mapToObj(i -> keeping(Caller.anonymous("192.0.2.1"))
                        .variant(FLAG, new EvaluationContext(Map.of("targetingKey", "u" + i)), "old")
                        .isPresent())
                .toList();
        assertEquals(Visitors.OF_ADDRESS.most(), (double) kept.stream().filter(is -> is).count());
        assertTrue(kept.getFirst());
        // Reading what is written is not bounded.
        EvaluationContext first = new EvaluationContext(Map.of("targetingKey", "u0"));
        assertEquals(Optional.of("old"), keeping(Caller.anonymous("192.0.2.1")).variant(FLAG, first, "new"));
    }
}
