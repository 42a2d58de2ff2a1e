package dev.holdfast.verify.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.testkit.contract.Seeds;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Processes;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.Trees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Weeks of use in a minute: rounds of random edits, in each two agents that back up at once while other processes forget and prune; what
 * is kept restores as it was at its time. {@code -Dholdfast.rounds=N} sets how many.
 */
final class RoundsTest {
    private static final int KEPT = 3;

    private final int rounds = Integer.getInteger("holdfast.rounds", 5);
    private final long seed = Seeds.next();
    private final Sandbox sandbox = Sandbox.create();
    private final List<Agent> agents = List.of(new Agent("one"), new Agent("two"));

    /** Somebody with a tree, and copies of how it was. */
    private final class Agent {
        private final String host;
        private final Path source;
        private final RandomEdits edits;

        private Agent(String host) {
            this.host = host;
            this.source = Trees.create(sandbox.source().resolve(host));
            this.edits = new RandomEdits(source, Seeds.generator(seed + host.hashCode()));
        }

        private Path copy(String round) {
            return sandbox.path("copy-" + host + "-" + round);
        }

        private Processes.Running startBackup(int round) {
            edits.edit(round == 0 ? 60 : 15);
            Trees.copy(source, copy(String.valueOf(round)));
            return sandbox.start("backup", "--host", host, "--tag", host + "-" + round, source.toString());
        }

        private List<Sandbox.Listed> snapshots() {
            return sandbox.snapshots().stream().filter(snapshot -> snapshot.tag().startsWith(host + "-")).toList();
        }

        private void assertKeptRoundsRestore(int from) {
            List<Sandbox.Listed> kept = snapshots();
            List<String> expected = new ArrayList<>();
            for (int round = from; round < rounds; round++) {
                expected.add(host + "-" + round);
            }
            assertEquals(expected, kept.stream().map(Sandbox.Listed::tag).toList());
            for (Sandbox.Listed snapshot : kept) {
                Path target = sandbox.path("restored");
                sandbox.here("restore", snapshot.id(), "--target", target.toString()).expect(ExitCode.COMPLETE);
                Path copy = copy(snapshot.tag().substring(host.length() + 1));
                Trees.assertSame(copy, Sandbox.inside(target, source), snapshot.tag());
                Trees.remove(target);
            }
        }
    }

    @AfterEach
    void remove() {
        sandbox.close();
    }

    @Test
    void whatIsKeptRestoresAfterRoundsOfEditsWhileOthersForgetAndPrune() {
        System.out.println("RoundsTest: " + Seeds.replay(seed));
        sandbox.run("init").expect(ExitCode.COMPLETE);
        for (int round = 0; round < rounds; round++) {
            round(round);
        }
        sandbox.run("forget", "--keep-last", String.valueOf(KEPT)).expect(ExitCode.COMPLETE);
        sandbox.run("prune", "--max-unused", "0").expect(ExitCode.COMPLETE);
        agents.forEach(agent -> agent.assertKeptRoundsRestore(Math.max(0, rounds - KEPT)));
        sandbox.assertSound();
    }

    private void round(int round) {
        List<Processes.Running> backups = agents.stream().map(agent -> agent.startBackup(round)).toList();
        Processes.Running forgetting = sandbox.start("forget", "--keep-last", String.valueOf(KEPT), "--prune");
        do {
            prune();
        } while (backups.stream().anyMatch(backup -> backup.process().isAlive()));
        backups.forEach(backup -> backup.await().expect(ExitCode.COMPLETE));
        assertCollected(forgetting.await());
    }

    /** In this process, so that collections meet the backups more often than starting processes would allow. */
    private void prune() {
        assertCollected(sandbox.here("prune", "--max-unused", "5"));
    }

    /** Two collections may get into each other's way; both then say so and have done part of the work. */
    private static void assertCollected(Outcome outcome) {
        outcome.expect(ExitCode.COMPLETE, ExitCode.INCOMPLETE);
        assertFalse(outcome.out().contains("damaged"), outcome::toString);
    }
}
