package dev.holdfast.testkit.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.holdfast.core.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Seeds one after another: the shipped protocol survives each, and each mutant is caught by one. {@code -Dsimulator.seed} is the
 * first seed, {@code -Dsimulator.runs} their number for each scenario of the sound protocol; {@code -Dsimulator.seconds} goes on for
 * so long instead, all scenarios together.
 */
class SimulatorTest {
    private static final long FIRST_SEED = Long.getLong("simulator.seed", 1);
    private static final int RUNS = Integer.getInteger("simulator.runs", 400);
    private static final long NANOS = TimeUnit.SECONDS.toNanos(Long.getLong("simulator.seconds", 0)) / Climate.values().length;
    private static final int MUTANT_RUNS = Integer.getInteger("simulator.mutantRuns", 20_000);
    private static final int TRACE_LINES = 120;

    /** Worlds for the shipped protocol: those in which the mutants show, with storms, and a bigger one. */
    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers and enums is immutable enough
    enum Climate {
        AGENTS(Scenario.small(new Scenario.Backups(2, 2), new Scenario.Others(1, 4, 2, 2, 1))),
        COLLECTORS(Scenario.small(new Scenario.Backups(2, 2), new Scenario.Others(2, 4, 2, 1, 1))),
        CONDEMNED(Scenario.small(new Scenario.Backups(2, 2), new Scenario.Others(2, 3, 3, 1, 1))
                .with(Scenario.Parents.SOMETIMES)
                .from(new Scenario.Beginning(3, Scenario.Packs.CONDEMNED))),
        PARENTS(Scenario.small(new Scenario.Backups(2, 3), new Scenario.Others(2, 4, 3, 1, 1)).with(Scenario.Parents.ALWAYS)),
        MIXED(Scenario.mixed());

        private final Scenario scenario;

        Climate(Scenario scenario) {
            this.scenario = scenario.with(Scenario.Weather.STORMY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySnapshotStaysRestorable(Climate world) {
        long begun = Clock.system().monotonicNanos();
        long steps = 0;
        long seed = FIRST_SEED;
        while (seed < FIRST_SEED + RUNS || Clock.system().monotonicNanos() - begun < NANOS) {
            Simulation.Result result = Simulation.run(world.scenario, Protocol.SOUND, seed);
            steps += result.steps();
            if (result.failure() != null) {
                fail(describe(world.scenario, Protocol.SOUND, seed), result.failure());
            }
            seed++;
        }
        System.out.printf("%s: seeds %d to %d, %d steps%n", world, FIRST_SEED, seed - 1, steps);
    }

    @ParameterizedTest
    @EnumSource
    void everyMutantIsCaught(Mutant mutant) {
        long steps = 0;
        for (int run = 0; run < MUTANT_RUNS; run++) {
            Simulation.Result result = Simulation.run(mutant.scenario(), mutant.protocol(), FIRST_SEED + run);
            steps += result.steps();
            if (result.failure() instanceof Violation violation) {
                System.out.printf(
                        "%s: caught by seed %d after %d steps in all, %d in its run: %s%n",
                        mutant, FIRST_SEED + run, steps, result.steps(), violation.getMessage());
                return;
            }
        }
        fail(mutant + " was not caught by seeds " + FIRST_SEED + " to " + (FIRST_SEED + MUTANT_RUNS - 1));
    }

    @Test
    void aSeedIsAReplay() {
        List<String> once = Simulation.replay(Scenario.mixed(), Protocol.SOUND, FIRST_SEED).trace();
        assertEquals(once, Simulation.replay(Scenario.mixed(), Protocol.SOUND, FIRST_SEED).trace());
    }

    private static String describe(Scenario scenario, Protocol protocol, long seed) {
        List<String> trace = Simulation.replay(scenario, protocol, seed).trace();
        List<String> end = trace.subList(Math.max(0, trace.size() - TRACE_LINES), trace.size());
        return "replay with -Dsimulator.runs=1 -Dsimulator.seed=" + seed + "\n" + String.join("\n", end) + "\n";
    }
}
