package dev.holdfast.verify.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Response;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.verify.chaos.Mishap;
import dev.holdfast.verify.chaos.Script;
import dev.holdfast.verify.program.Processes;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.ServerDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server on which the disks of a few tenants take five seconds to make anything durable. */
@Timeout(300)
final class SlowDiskTest {
    /** More than the machine of a test has processors. */
    private static final List<String> SLOW = List.of("slow0", "slow1", "slow2", "slow3");
    private static final long DELAY_MILLIS = 5_000;
    /** For each of them. */
    private static final int CALLERS = 6;
    private static final int QUICK_ROUNDS = 40;

    private final Network network = Network.start();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Optional<Processes.Running> strace = Optional.empty();

    @BeforeEach
    void slowDown() throws InterruptedException {
        Sandbox sandbox = network.sandbox();
        for (String tenant : SLOW) {
            sandbox.here("init", "--encryption", "none", "--repo", network.server().address() + "/" + tenant).expect(ExitCode.COMPLETE);
        }
        String process = Long.toString(network.server().process().pid());
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null", "-p", process));
        command.addAll(List.of("-e", "trace=fdatasync,fsync", "-e", "signal=none"));
        command.addAll(List.of("-e", "inject=fdatasync,fsync:delay_enter=" + TimeUnit.MILLISECONDS.toMicros(DELAY_MILLIS)));
        SLOW.forEach(tenant -> indexFiles(new ServerDisk(sandbox).tenant(tenant)).forEach(path -> command.addAll(List.of("-P", path))));
        Processes.Running running = Processes.start(sandbox.path("."), sandbox.environment(), command);
        strace = Optional.of(running);
        while (!isFollowed(Path.of("/proc", process, "task"))) {
            assertFalse(running.process().waitFor(50, TimeUnit.MILLISECONDS), () -> running.await().toString());
        }
    }

    /** Whether all threads of a process are watched. */
    private static boolean isFollowed(Path threads) {
        try (Stream<Path> all = Files.list(threads)) {
            return all.allMatch(SlowDiskTest::isTraced);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isTraced(Path thread) {
        try {
            return Files.readAllLines(thread.resolve("status")).stream().noneMatch("TracerPid:\t0"::equals);
        } catch (IOException e) {
            // It has ended since it was listed.
            return true;
        }
    }

    @AfterEach
    void remove() {
        strace.ifPresent(running -> {
            running.process().destroy();
            running.await();
        });
        threads.shutdownNow();
        network.close();
    }

    private static List<String> indexFiles(Path tenant) {
        try (Stream<Path> files = Files.walk(tenant.resolve("index"))) {
            List<String> found = files.map(Path::toString)
                    .filter(file -> file.endsWith(".db"))
                    .flatMap(file -> Stream.of(file, file + "-wal"))
                    .toList();
            assertFalse(found.isEmpty(), "no index below " + tenant);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Request opening(Transport transport) {
        JsonText wish = new JsonText().put("agent", new JsonText().put("host", "box").put("version", "1"));
        return Request.of("POST", transport.address().inTenant("/sessions"), Payload.json(wish));
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    @Test
    void tenantsWhoseDisksAreSlowHoldUpNobodyElse() throws InterruptedException, ExecutionException {
        List<Transport> slow = SLOW.stream().map(network::transport).toList();
        try (Transport quick = network.direct(Network.TENANT)) {
            var callers = new ExecutorCompletionService<Long>(threads);
            List<Future<Long>> begun = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                slow.forEach(tenant -> begun.add(callers.submit(() -> millisToOpen(tenant))));
            }
            network.proxy().awaitSeen(CALLERS * SLOW.size());
            assertOthersAreQuick(quick);
            assertFalse(begun.stream().allMatch(Future::isDone));
            assertTrue(firstAnswer(callers) >= DELAY_MILLIS, "the disks were not slow");
        } finally {
            slow.forEach(Transport::close);
        }
    }

    private static long millisToOpen(Transport tenant) {
        long began = System.nanoTime();
        tenant.send(opening(tenant));
        return millisSince(began);
    }

    /** How long the first answer took; who was turned away before was told why. */
    private static long firstAnswer(ExecutorCompletionService<Long> callers) throws InterruptedException, ExecutionException {
        for (int i = 0; i < CALLERS * SLOW.size(); i++) {
            Future<Long> ended = callers.take();
            if (ended.state() == Future.State.SUCCESS) {
                return ended.get();
            }
            HoldfastException refused = assertInstanceOf(HoldfastException.class, ended.exceptionNow());
            assertTrue(refused.code() == ErrorCode.OVERLOADED || refused.code() == ErrorCode.STORE_BUSY, refused::toString);
        }
        throw new AssertionError("nobody was answered");
    }

    /** Others write, read and look at the server's health without waiting for what is slow. */
    private void assertOthersAreQuick(Transport quick) {
        long[] millis = new long[QUICK_ROUNDS];
        for (int i = 0; i < QUICK_ROUNDS; i++) {
            long began = System.nanoTime();
            assertEquals(201, quick.send(opening(quick)).status());
            assertEquals(200, quick.send(Request.get(quick.address().inTenant("/files?prefix="))).status());
            assertEquals(200, network.status("/health/live"));
            millis[i] = millisSince(began);
        }
        Arrays.sort(millis);
        System.out.println("SlowDiskTest: others took " + millis[QUICK_ROUNDS / 2] + " ms, at most " + millis[QUICK_ROUNDS - 1] + " ms");
        // Generous, for a machine that does other work; whoever waits for a slow disk takes more than the delay each time.
        assertTrue(millis[QUICK_ROUNDS / 2] < DELAY_MILLIS / 4, () -> Arrays.toString(millis));
        assertTrue(millis[QUICK_ROUNDS * 9 / 10] < DELAY_MILLIS, () -> Arrays.toString(millis));
    }

    @Test
    void aChangeThatIsStillUnderWayWhenItIsAskedForAgainIsWaitedFor() {
        network.proxy().play(Script.first(1, "POST", ".*/sessions", new Mishap.HungUp()));
        try (Transport slow = network.transport(SLOW.getFirst())) {
            Response opened = slow.send(opening(slow));
            assertTrue(opened.isRepeated());
            assertEquals(1, opened.json().number("sequence"), "one session was opened");
        }
    }
}
