package dev.holdfast.verify.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.testkit.contract.Seeds;
import dev.holdfast.verify.program.Processes;
import dev.holdfast.verify.program.Program;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.ServerDisk;
import dev.holdfast.verify.program.ServerProcess;
import dev.holdfast.verify.program.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ten machines with data in common back up to one server at once, while an operator forgets and prunes and one machine dies. */
final class ManyMachinesTest {
    private static final int MACHINES = 10;
    private static final int SHARED_FILES = 3;
    private static final int FILE_BYTES = 8 << 20;
    private static final int OWN_BYTES = 1 << 20;

    private final long seed = Seeds.next();
    private final RandomGenerator random = Seeds.generator(seed);
    private final Sandbox sandbox = Sandbox.create();
    private final Path shared = Trees.create(sandbox.path("shared"));

    @AfterEach
    void remove() {
        sandbox.close();
    }

    private record Machine(int number, Path own, Map<String, String> environment) {}

    @Test
    void contentInCommonIsStoredOnceAfterCollectionWhenNobodyClaims() throws IOException {
        try (ServerProcess server = ServerProcess.start(sandbox)) {
            List<Machine> machines = machines(server, "fleet");
            backUpAtOnce(machines, List.of());
            operator(server, "fleet").here("prune", "--max-unused", "0").expect(ExitCode.COMPLETE);
            sandbox.here("prune", "--max-unused", "0").expect(ExitCode.COMPLETE);
            long stored = new ServerDisk(sandbox).packBytes("fleet");
            assertRestored(machines);
            long once = storedByOneMachine(server, machines);
            assertTrue(stored <= once * 1.02, () -> stored + " bytes are stored where one copy takes " + once + ", " + Seeds.replay(seed));
        }
    }

    @Test
    void contentInCommonIsStoredOnceWhenAllClaim() throws IOException {
        try (ServerProcess server = ServerProcess.start(sandbox)) {
            List<Machine> machines = machines(server, "fleet");
            backUpAtOnce(machines, List.of("--claim"));
            operator(server, "fleet");
            assertRestored(machines);
        }
        assertEquals(List.of(), new ServerDisk(sandbox).chunksStoredTwice("fleet"), () -> Seeds.replay(seed));
    }

    /** All machines begin at once; the first is slow and killed while the others are at work, and begins anew when they have ended. */
    private void backUpAtOnce(List<Machine> machines, List<String> options) {
        List<Processes.Running> running = new ArrayList<>();
        for (Machine machine : machines) {
            List<String> more = new ArrayList<>(options);
            if (machine.number() == 0) {
                more.addAll(List.of("--limit-upload", "2M"));
            }
            running.add(start(machine, more));
        }
        forgetAndPrune();
        running.getFirst().process().destroyForcibly();
        while (running.stream().anyMatch(backup -> backup.process().isAlive())) {
            forgetAndPrune();
        }
        assertEquals(137, running.getFirst().await().code(), "the first machine ended before it was killed");
        running.stream().skip(1).forEach(backup -> backup.await().expect(ExitCode.COMPLETE));
        start(machines.getFirst(), options).await().expect(ExitCode.COMPLETE);
        forgetAndPrune();
    }

    private void forgetAndPrune() {
        sandbox.here("forget", "--keep-last", "1", "--prune").expect(ExitCode.COMPLETE, ExitCode.INCOMPLETE);
    }

    private Processes.Running start(Machine machine, List<String> options) {
        List<String> command = new ArrayList<>(List.of(Program.launcher().toString(), "backup"));
        command.addAll(options);
        command.addAll(List.of(shared.toString(), machine.own().toString()));
        return Processes.start(sandbox.path("."), machine.environment(), command);
    }

    /** The sandbox as the operator of a tenant. */
    private Sandbox operator(ServerProcess server, String tenant) {
        return sandbox.with("HOLDFAST_TOKEN", server.adminToken()).with("HOLDFAST_REPOSITORY", server.address() + "/" + tenant);
    }

    private List<Machine> machines(ServerProcess server, String tenant) throws IOException {
        operator(server, tenant).here("init").expect(ExitCode.COMPLETE);
        for (int i = 0; i < SHARED_FILES; i++) {
            fill(shared.resolve("file" + i), FILE_BYTES);
        }
        List<Machine> machines = new ArrayList<>();
        for (int i = 0; i < MACHINES; i++) {
            Path own = Trees.create(sandbox.path("own" + i));
            fill(own.resolve("file"), OWN_BYTES);
            Map<String, String> environment = new HashMap<>(sandbox.environment());
            environment.put("HOLDFAST_TOKEN", server.agentToken("machine" + i));
            environment.put("HOLDFAST_HOST", "machine" + i);
            machines.add(new Machine(i, own, environment));
        }
        return machines;
    }

    private void fill(Path file, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        Files.write(file, content);
    }

    private void assertRestored(List<Machine> machines) {
        for (Machine machine : machines) {
            Path target = sandbox.path("back" + machine.number());
            sandbox.hereWith(machine.environment(), "restore", "latest", "--target", target.toString()).expect(ExitCode.COMPLETE);
            for (Path source : List.of(shared, machine.own())) {
                Trees.assertSame(source, Sandbox.inside(target, source), "machine " + machine.number());
            }
            Trees.remove(target);
        }
        assertEquals(machines.size(), sandbox.snapshots().size());
        sandbox.assertSound();
    }

    /** What the same data takes when one machine alone saves all of it. */
    private long storedByOneMachine(ServerProcess server, List<Machine> machines) throws IOException {
        List<String> words = new ArrayList<>(List.of("backup", shared.toString()));
        machines.forEach(machine -> words.add(machine.own().toString()));
        operator(server, "alone").here("init").expect(ExitCode.COMPLETE);
        sandbox.here(words.toArray(String[]::new)).expect(ExitCode.COMPLETE);
        return new ServerDisk(sandbox).packBytes("alone");
    }
}
