package dev.holdfast.verify.crash;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.testkit.contract.Seeds;
import dev.holdfast.verify.program.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command, killed and failed at each of its calls that change the disk: a few of them, or all. */
final class CrashMatrixTest {
    private static final int EVERYDAY_KILLS = 6;
    private static final int EVERYDAY_FAILURES = 6;

    private final long seed = Seeds.next();
    private final RandomGenerator random = Seeds.generator(seed);
    private final String points = System.getProperty("holdfast.crash.points", "");

    static Stream<Named<Supplier<Scenario>>> scenarios() {
        return Stream.of(
                Named.of("init", InitScenario::new),
                Named.of("backup", BackupScenario::new),
                Named.of("prune", PruneScenario::new),
                Named.of("forget", ForgetScenario::new),
                Named.of("rebuild-index", RebuildScenario::new),
                Named.of("restore", RestoreScenario::new));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void nothingIsLostWhenACommandIsKilledAtAnyCall(Supplier<Scenario> maker) {
        try (Scenario scenario = maker.get()) {
            List<Call> calls = record(scenario);
            List<Fault> kills = IntStream.rangeClosed(1, calls.size()).<Fault>mapToObj(Fault.Kill::new).toList();
            runAll(scenario, sample(kills, EVERYDAY_KILLS));
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void nothingIsLostWhenACallFails(Supplier<Scenario> maker) {
        try (Scenario scenario = maker.get()) {
            runAll(scenario, sample(failures(record(scenario)), EVERYDAY_FAILURES));
        }
    }

    private static List<Call> record(Scenario scenario) {
        scenario.reset();
        Traced traced = run(scenario, new Fault.None());
        traced.outcome().expect(ExitCode.COMPLETE);
        assertFalse(traced.calls().isEmpty(), "strace saw no call on " + scenario.watched());
        scenario.verify(traced.outcome());
        return traced.calls();
    }

    private static Traced run(Scenario scenario, Fault fault) {
        return Traced.run(scenario.sandbox(), scenario.command(), scenario.watched(), fault);
    }

    /** Each call as strace can name it: by its kind and its place among those of its thread. */
    private static List<Fault> failures(List<Call> calls) {
        Map<String, Integer> counted = new HashMap<>();
        Set<Fault> failures = new LinkedHashSet<>();
        for (Call call : calls) {
            int ordinal = counted.merge(call.thread() + call.name(), 1, Integer::sum);
            failures.add(new Fault.Fail(call.name(), ordinal, "EIO", Fault.Lasting.ONCE));
            if (!call.name().contains("sync")) {
                failures.add(new Fault.Fail(call.name(), ordinal, "ENOSPC", Fault.Lasting.ONCE));
            }
            // Writing is also how the error is told.
            if (!call.name().equals("write")) {
                failures.add(new Fault.Fail(call.name(), ordinal, "EIO", Fault.Lasting.FROM_THEN_ON));
            }
        }
        return List.copyOf(failures);
    }

    private List<Fault> sample(List<Fault> all, int everyday) {
        if (points.equals("all")) {
            return all;
        }
        int count = points.isEmpty() ? everyday : Integer.parseInt(points);
        List<Fault> left = new ArrayList<>(all);
        List<Fault> taken = new ArrayList<>();
        while (taken.size() < count && !left.isEmpty()) {
            taken.add(left.remove(random.nextInt(left.size())));
        }
        return taken;
    }

    private void runAll(Scenario scenario, List<Fault> faults) {
        int happened = 0;
        for (Fault fault : faults) {
            try {
                happened += runOne(scenario, fault) ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(scenario + " with " + fault + ", " + Seeds.replay(seed), e);
            }
        }
        System.out.println("CrashMatrixTest: " + scenario + ": " + happened + " of " + faults.size() + " faults happened");
        int total = happened;
        assertTrue(total * 2 >= faults.size(), () -> scenario + ": only " + total + " of " + faults.size() + " faults happened");
    }

    private static boolean runOne(Scenario scenario, Fault fault) {
        scenario.reset();
        Traced traced = run(scenario, fault);
        // A failure elsewhere, such as in the launcher's own pipes, is not the command's to tell.
        if (fault instanceof Fault.Fail fail && traced.happened()) {
            assertToldClearly(scenario, fail, traced.outcome());
        }
        scenario.verify(traced.outcome());
        return traced.happened();
    }

    private static void assertToldClearly(Scenario scenario, Fault.Fail fail, Outcome outcome) {
        if (outcome.code() == ExitCode.COMPLETE.number()) {
            return;
        }
        boolean allowed = scenario.ends().stream().anyMatch(exit -> exit.number() == outcome.code());
        assertTrue(allowed, () -> "ends with " + outcome);
        assertTrue(outcome.err().contains("holdfast: ") || outcome.err().contains("warning: "), outcome::toString);
        assertFalse(outcome.err().contains("\tat "), outcome::toString);
        // The database does not say why it could not enlarge its shared memory; no room is the likely cause.
        boolean full = outcome.code() == ExitCode.DISK_FULL.number() && !outcome.err().contains("SHMSIZE");
        assertTrue(!full || fail.error().equals("ENOSPC"), outcome::toString);
    }
}
