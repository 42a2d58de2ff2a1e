package dev.holdfast.client.agent.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.agent.fleet.BackupNotice;
import dev.holdfast.client.agent.fleet.BackupNotice.Outcome;
import dev.holdfast.client.agent.fleet.BackupNotice.Totals;
import dev.holdfast.client.agent.fleet.FleetTask;
import dev.holdfast.client.agent.fleet.Message;
import dev.holdfast.client.agent.fleet.Problem;
import dev.holdfast.client.agent.fleet.TaskState;
import dev.holdfast.client.agent.plan.AgentState;
import dev.holdfast.client.agent.plan.QueuedWork;
import dev.holdfast.client.agent.plan.QueuedWork.Consent;
import dev.holdfast.client.agent.plan.ScheduleState;
import dev.holdfast.client.agent.plan.Work;
import dev.holdfast.client.agent.store.StateDirectory.LeftWish;
import dev.holdfast.client.agent.store.StateDirectory.Wish;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.core.tree.RawPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateDirectoryTest {
    private static final Instant TIME = Instant.parse("2026-11-26T12:00:00.123456789Z");

    private final Path path;
    private final StateDirectory directory;

    StateDirectoryTest(@TempDir Path temporary) {
        this.path = temporary.resolve("agent");
        this.directory = new StateDirectory(path, Entropy.system());
    }

    private static AgentState full() {
        BackupNotice good = new BackupNotice("system", TIME, TIME, Outcome.COMPLETE, Optional.of("ab12"), Optional.empty(), new Totals(1, 2, 3, 4));
        Problem problem = new Problem(ErrorCode.DISK_FULL, "full");
        BackupNotice bad = new BackupNotice("work", TIME, TIME, Outcome.FAILED, Optional.empty(), Optional.of(problem), Totals.NONE);
        RawPath odd = RawPath.of(RawPath.ROOT, new byte[] {'/', (byte) 0xFF, 'x'});
        FleetTask.Order order = new FleetTask.Order("cd34", List.of(odd, RawPath.ROOT), "/srv/back", FleetTask.Existing.REPLACE);
        Map<String, TaskState> ended = new LinkedHashMap<>();
        ended.put("t2", new TaskState.Succeeded());
        ended.put("t1", new TaskState.Failed(problem));
        return new AgentState(
                "name",
                42,
                Map.of(
                        "system", new ScheduleState(TIME, Optional.of(good), Optional.of(TIME)),
                        "work", new ScheduleState(TIME, Optional.of(bad), Optional.empty()),
                        "new", new ScheduleState(TIME, Optional.empty(), Optional.empty())),
                List.of(
                        new QueuedWork("name-1", new Work.Backup("work", TIME), Optional.empty(), Consent.GIVEN, 3, TIME, Optional.of(TIME)),
                        new QueuedWork("name-2", new Work.Restore(order), Optional.of("t9"), Consent.AWAITED, 0, TIME, Optional.empty())),
                List.of(new Message.Report("key", bad), new Message.Report("key2", good), new Message.TaskEnded("t1", new TaskState.Failed(problem))),
                ended);
    }

    @Test
    void whatWasSavedIsLoaded() {
        directory.save(full());
        assertEquals(full(), directory.load().state());
        assertEquals(Optional.of(full()), directory.look());
        assertEquals(List.of("t2", "t1"), List.copyOf(directory.load().state().ended().keySet()));
    }

    @Test
    void aDirectoryThatIsNewHasANewState() {
        StateDirectory.Loaded loaded = directory.load();
        assertEquals(List.of(), loaded.state().queue());
        assertEquals(Optional.empty(), loaded.damage());
        assertEquals(Optional.empty(), directory.look());
    }

    @Test
    void aStateThatCannotBeReadIsPutAside() throws IOException {
        directory.save(full());
        Files.writeString(path.resolve("state"), "{\"form\":1,\"name\":\"x\"");
        StateDirectory.Loaded loaded = directory.load();
        assertTrue(loaded.damage().isPresent());
        assertEquals(List.of(), loaded.state().queue());
        assertTrue(Files.exists(path.resolve("state.damaged")));
    }

    @Test
    void aDirectoryHasOneAgent() {
        try (StateDirectory.Hold hold = directory.hold()) {
            assertTrue(directory.isHeld());
            HoldfastException refused = assertThrows(HoldfastException.class, new StateDirectory(path, Entropy.system())::hold);
            assertEquals(ErrorCode.STORE_BUSY, refused.code());
        }
        assertFalse(directory.isHeld());
        directory.hold().close();
    }

    @Test
    void othersOfTheMachineCannotLookIn() throws IOException {
        directory.hold().close();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    void wishesWaitUntilTheyAreRemoved() {
        Set<Wish> left = Set.of(new Wish.Approve("name-2"), new Wish.Decline("name-3"), new Wish.Backup("system"));
        left.forEach(directory::wish);
        assertEquals(left, directory.wishes().stream().map(LeftWish::wish).collect(Collectors.toSet()));
        directory.wishes().forEach(directory::remove);
        assertEquals(List.of(), directory.wishes());
    }

    @Test
    void theLastSignOfLifeIsKept() {
        assertEquals(Optional.empty(), directory.heartbeat());
        directory.beat(TIME);
        assertEquals(TIME, directory.heartbeat().orElseThrow().time());
    }
}
