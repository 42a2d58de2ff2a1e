package dev.holdfast.client.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.agent.config.AgentConfig;
import dev.holdfast.client.agent.config.RestoreRules;
import dev.holdfast.client.agent.config.ScheduleSettings;
import dev.holdfast.client.agent.fleet.BackupNotice;
import dev.holdfast.client.agent.fleet.BackupNotice.Outcome;
import dev.holdfast.client.agent.fleet.BackupNotice.Totals;
import dev.holdfast.client.agent.fleet.FleetTask;
import dev.holdfast.client.agent.fleet.GivenSettings;
import dev.holdfast.client.agent.fleet.Problem;
import dev.holdfast.client.agent.fleet.TaskState;
import dev.holdfast.client.agent.plan.QueuedWork;
import dev.holdfast.client.agent.plan.Result;
import dev.holdfast.client.agent.plan.TestConfigs;
import dev.holdfast.client.agent.settings.LiveSettings;
import dev.holdfast.client.agent.store.StateDirectory;
import dev.holdfast.client.agent.store.StateDirectory.Wish;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.core.tree.RawPath;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent with its real threads and its real directory, between a server in memory and a workshop that tests open and close. */
@Timeout(60)
final class AgentServiceTest {
    private final AgentConfig config =
            TestConfigs.of(RestoreRules.DEFAULT, TestConfigs.schedule("yearly", "0 0 1 1 *", Duration.ZERO));
    private final StateDirectory directory;
    private final MemoryFleet fleet = new MemoryFleet();
    private final BlockingQueue<AgentEvent> events = new LinkedBlockingQueue<>();
    private final Bench bench = new Bench();
    private LiveSettings settings;
    private AgentService service;
    private Thread thread;

    AgentServiceTest(@TempDir Path temporary) {
        this.directory = new StateDirectory(temporary.resolve("agent"), Entropy.system());
        this.settings = LiveSettings.of(directory);
        this.service = service();
        this.thread = new Thread(service::run);
    }

    /** A workshop in which a backup takes until the test says so, or until it is cancelled. */
    private static final class Bench implements Workshop {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final AtomicInteger toFail = new AtomicInteger();
        private volatile boolean isHeld;

        @Override
        public Result backup(ScheduleSettings schedule, Attempt attempt) {
            assertEquals(1 << 20, attempt.bandwidth().orElse(1 << 20));
            CountDownLatch cancelled = new CountDownLatch(1);
            try (var cancelling = attempt.register(cancelled::countDown)) {
                begun.countDown();
                if (isHeld) {
                    cancelled.await();
                    return new Result.Failed(new Problem(ErrorCode.INTERRUPTED, "interrupted"));
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return toFail.getAndDecrement() > 0
                    ? new Result.Failed(new Problem(ErrorCode.STORE_BUSY, "busy"))
                    : new Result.Done(Optional.of("ab12"), new Totals(1, 2, 3, 4), 0);
        }

        @Override
        public Result restore(FleetTask.Order order, Attempt attempt) {
            return new Result.Done(Optional.empty(), Totals.NONE, 0);
        }
    }

    private AgentService service() {
        // Entropy of nothing but zeros makes every wait one of no time.
        return new AgentService(
                config,
                new AgentService.Who("host", "1", "test", ZoneOffset.UTC),
                new AgentService.Surroundings(
                        directory, bench, Optional.of(fleet), settings, events::add, Clock.system(), target -> Arrays.fill(target, (byte) 0), Thread::new));
    }

    @AfterEach
    void stop() throws InterruptedException {
        service.stop();
        thread.join();
    }

    private <T extends AgentEvent> T await(Class<T> type) throws InterruptedException {
        while (true) {
            AgentEvent event = events.poll(30, TimeUnit.SECONDS);
            assertTrue(event != null, () -> "no " + type.getSimpleName() + " came");
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
    }

    @Test
    void aBackupThatSomebodyWantsIsMadeAndReported() throws InterruptedException {
        directory.wish(new Wish.Backup("yearly"));
        thread.start();
        BackupNotice notice = fleet.reported(1).getFirst();
        assertEquals(Outcome.COMPLETE, notice.outcome());
        assertEquals(Optional.of("ab12"), notice.snapshot());
        assertEquals(new Totals(1, 2, 3, 4), notice.totals());
        assertEquals(List.of(), directory.wishes());
    }

    @Test
    void aServerThatIsAwayHearsEverythingLater() throws InterruptedException {
        fleet.away(5);
        directory.wish(new Wish.Backup("yearly"));
        thread.start();
        await(AgentEvent.ServerLost.class);
        assertEquals(1, fleet.reported(1).size());
        assertTrue(fleet.introductions() > 0);
    }

    @Test
    void whatFailsForATimeIsTriedAgain() throws InterruptedException {
        bench.toFail.set(2);
        directory.wish(new Wish.Backup("yearly"));
        thread.start();
        assertTrue(await(AgentEvent.Ended.class).again().isPresent());
        assertTrue(await(AgentEvent.Ended.class).again().isPresent());
        assertEquals(Outcome.COMPLETE, fleet.reported(1).getFirst().outcome());
    }

    @Test
    void anAgentThatStopsTakesUpAgainWhatRan() throws InterruptedException {
        bench.isHeld = true;
        directory.wish(new Wish.Backup("yearly"));
        thread.start();
        bench.begun.await();
        service.stop();
        thread.join();
        QueuedWork queued = directory.look().orElseThrow().queue().getFirst();
        assertEquals(0, queued.failures());
        assertTrue(!queued.isRunning());

        bench.isHeld = false;
        service = service();
        thread = new Thread(service::run);
        thread.start();
        List<BackupNotice> reported = fleet.reported(2);
        assertEquals(List.of(Outcome.INTERRUPTED, Outcome.COMPLETE), reported.stream().map(BackupNotice::outcome).toList());
    }

    @Test
    void aTaskOfTheServerIsDoneAndToldOnce() throws InterruptedException {
        thread.start();
        fleet.ask(new FleetTask.Restore(
                "r1",
                new FleetTask.Order("ab", List.of(RawPath.ROOT), "/var/lib/holdfast/restores/x", FleetTask.Existing.KEEP)));
        assertEquals(new TaskState.Succeeded(), fleet.ended("r1"));
        fleet.ask(new FleetTask.Backup("b1", Optional.empty()));
        assertEquals(new TaskState.Succeeded(), fleet.ended("b1"));
        assertEquals(1, fleet.reports().size());
    }

    @Test
    void aRestoreToAPlaceThatIsNotAllowedIsRefusedToTheServer() throws InterruptedException {
        thread.start();
        fleet.ask(new FleetTask.Restore("r1", new FleetTask.Order("ab", List.of(RawPath.ROOT), "/etc", FleetTask.Existing.REPLACE)));
        TaskState.Failed failed = (TaskState.Failed) fleet.ended("r1");
        assertEquals(ErrorCode.FORBIDDEN, failed.problem().code());
    }

    @Test
    void aTaskThatTheServerCancelsEnds() throws InterruptedException {
        bench.isHeld = true;
        thread.start();
        fleet.ask(new FleetTask.Backup("b1", Optional.of("yearly")));
        bench.begun.await();
        fleet.cancel("b1");
        assertEquals(new Result.Cancelled(), await(AgentEvent.Ended.class).result());
        assertEquals(List.of(), directory.look().orElseThrow().queue());
    }

    @Test
    void whatTheServerConfiguresHoldsWithoutARestartAndOutlivesTheAgent() throws InterruptedException {
        fleet.configure(new GivenSettings("t1", Map.of("agent.poll.interval", "1s", "agent.bandwidth.upload", 65536.0)));
        thread.start();
        assertEquals(List.of("agent.bandwidth.upload = 65536", "agent.poll.interval = 1s"), await(AgentEvent.Configured.class).settings());
        assertEquals(65536, settings.uploadBytesPerSecond());
        fleet.configure(new GivenSettings("t2", Map.of("agent.poll.interval", "1s", "agent.bandwidth.upload", 131072.0)));
        await(AgentEvent.Configured.class);
        assertEquals(131072, settings.uploadBytesPerSecond());
        assertEquals(131072, LiveSettings.of(directory).uploadBytesPerSecond());
        assertEquals(List.of("", "t1"), fleet.known().stream().distinct().limit(2).toList());
    }

    @Test
    void anAgentAsksNoSoonerThanItIsConfiguredTo() throws InterruptedException {
        thread.start();
        fleet.asked(5);
        fleet.configure(new GivenSettings("t1", Map.of("agent.poll.interval", "1min30s")));
        await(AgentEvent.Configured.class);
        int before = fleet.known().size();
        directory.wish(new Wish.Backup("yearly"));
        fleet.reported(1);
        // One says that the settings arrived. As the server said when the agent registered, there would be one at least each 220 ms.
        assertTrue(fleet.known().size() <= before + 1, () -> fleet.known().size() + " after " + before);
    }

    @Test
    void progressIsToldAsOftenAsIsConfigured() throws InterruptedException {
        settings.take(new GivenSettings("t1", Map.of("agent.progress.interval", "1s")));
        bench.isHeld = true;
        thread.start();
        fleet.ask(new FleetTask.Backup("b1", Optional.empty()));
        bench.begun.await();
        long began = System.nanoTime();
        fleet.toldRunning(fleet.toldRunning(0) + 5);
        // Every three seconds, as usual, it would take more than twelve.
        assertTrue(System.nanoTime() - began < 11_000_000_000L);
    }

    @Test
    void aServerThatIsAwayLeavesTheSettingsAsTheyWere() throws InterruptedException {
        settings.take(new GivenSettings("t1", Map.of("agent.bandwidth.download", 65536.0)));
        settings = LiveSettings.of(directory);
        service = service();
        thread = new Thread(service::run);
        fleet.away(3);
        thread.start();
        await(AgentEvent.ServerLost.class);
        assertEquals(65536, settings.downloadBytesPerSecond());
    }

    @Test
    void aSettingOutOfBoundsIsNotHeededAndTheAgentSaysSo() throws InterruptedException {
        fleet.configure(new GivenSettings("t1", Map.of("agent.bandwidth.upload", 1.0, "agent.poll.interval", "1s", "agent.unknown", "x")));
        thread.start();
        assertEquals(List.of("agent.poll.interval = 1s"), await(AgentEvent.Configured.class).settings());
        assertTrue(await(AgentEvent.Trouble.class).cause().contains("agent.bandwidth.upload"));
        assertEquals(0, settings.uploadBytesPerSecond());
        assertEquals("t1", settings.tag());
    }

    @Test
    void aSecondAgentOfADirectoryIsRefused() throws InterruptedException {
        thread.start();
        await(AgentEvent.Registered.class);
        assertEquals(
                ErrorCode.STORE_BUSY,
                assertThrows(HoldfastException.class, service()::run).code());
    }
}
