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
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.ServerDisk;
import dev.holdfast.verify.program.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server on which one tenant's disk takes five seconds to make anything durable. */
final class SlowDiskTest {
    private static final String SLOW = "slow";
    private static final long DELAY_MILLIS = 5_000;
    /** More than the lane has places. */
    private static final int CALLERS = 60;
    private static final int QUICK_ROUNDS = 60;

    private final Network network = start();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void remove() {
        network.close();
        threads.shutdownNow();
    }

    private static Network start() {
        Sandbox sandbox = Sandbox.create();
        try (ServerProcess server = ServerProcess.start(sandbox)) {
            sandbox.with("HOLDFAST_TOKEN", server.adminToken());
            for (String tenant : List.of(SLOW, Network.TENANT)) {
                sandbox.with("HOLDFAST_REPOSITORY", server.address() + "/" + tenant).here("init", "--encryption", "none").expect(ExitCode.COMPLETE);
            }
        }
        List<String> strace = new ArrayList<>(List.of("strace", "-D", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null"));
        strace.addAll(List.of("-e", "trace=fdatasync,fsync", "-e", "signal=none"));
        strace.addAll(List.of("-e", "inject=fdatasync,fsync:delay_enter=" + TimeUnit.MILLISECONDS.toMicros(DELAY_MILLIS)));
        indexFiles(new ServerDisk(sandbox).tenant(SLOW)).forEach(path -> strace.addAll(List.of("-P", path)));
        return Network.startUnder(sandbox, strace.toArray(String[]::new));
    }

    private static List<String> indexFiles(Path tenant) {
        try (Stream<Path> files = Files.walk(tenant.resolve("index"))) {
            List<String> found = files.filter(file -> file.toString().endsWith(".db")).map(Path::toString).flatMap(file -> Stream.of(file, file + "-wal")).toList();
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
    void aTenantWhoseDiskIsSlowHoldsUpNobodyElse() throws InterruptedException, ExecutionException {
        try (Transport slow = network.transport(SLOW);
                Transport quick = network.direct(Network.TENANT)) {
            var callers = new ExecutorCompletionService<Long>(threads);
            for (int i = 0; i < CALLERS; i++) {
                callers.submit(() -> {
                    long began = System.nanoTime();
                    slow.send(opening(slow));
                    return millisSince(began);
                });
            }
            network.proxy().awaitSeen(CALLERS);
            assertOthersAreQuick(quick);
            assertTrue(firstAnswer(callers) >= DELAY_MILLIS, "the disk was not slow");
            slow.hurry();
        }
    }

    /** How long the first answer took; who was turned away before was told why. */
    private static long firstAnswer(ExecutorCompletionService<Long> callers) throws InterruptedException, ExecutionException {
        for (int i = 0; i < CALLERS; i++) {
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
        assertTrue(millis[QUICK_ROUNDS / 2] < DELAY_MILLIS / 10, () -> Arrays.toString(millis));
        assertTrue(millis[QUICK_ROUNDS - 1] < DELAY_MILLIS / 2, () -> Arrays.toString(millis));
    }

    @Test
    void aChangeThatIsStillUnderWayWhenItIsAskedForAgainIsWaitedFor() {
        network.proxy().play(Script.first(1, "POST", ".*/sessions", new Mishap.HungUp()));
        try (Transport slow = network.transport(SLOW)) {
            Response opened = slow.send(opening(slow));
            assertTrue(opened.isRepeated());
            assertEquals(1, opened.json().number("sequence"), "one session was opened");
        }
    }
}
