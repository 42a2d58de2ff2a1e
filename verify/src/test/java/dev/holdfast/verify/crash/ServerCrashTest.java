package dev.holdfast.verify.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.testkit.contract.Seeds;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.ServerProcess;
import dev.holdfast.verify.program.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The server, killed at its calls that change the disk while a machine backs up and an operator forgets and prunes: at a few of them, or
 * at as many as {@code -Dholdfast.crash.points} says. It is started anew each time, and whoever was at work goes on.
 */
final class ServerCrashTest {
    private static final int EVERYDAY_KILLS = 5;

    private final long seed = Seeds.next();
    private final RandomGenerator random = Seeds.generator(seed);
    private final Sandbox sandbox = Sandbox.create();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int port = freePort();
    private String first = "";

    @AfterEach
    void remove() {
        threads.shutdownNow();
        sandbox.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void nothingAcknowledgedIsLostWhenTheServerIsKilledAtAnyCall() throws Exception {
        prepare();
        int calls = run(new Fault.None());
        assertTrue(calls > 20, "strace saw " + calls + " calls of the server");
        int kills = Integer.getInteger("holdfast.crash.points", EVERYDAY_KILLS);
        int happened = 0;
        for (int i = 0; i < kills; i++) {
            int at = 1 + random.nextInt(calls);
            try {
                happened += run(new Fault.Kill(at)) == at ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("killed at call " + at + " of " + calls + ", " + Seeds.replay(seed), e);
            }
        }
        System.out.println("ServerCrashTest: " + happened + " of " + kills + " kills happened, among " + calls + " calls");
        assertTrue(happened * 2 >= kills, "only " + happened + " of " + kills + " kills happened");
    }

    /** A server with one snapshot, kept aside; then the source changes. */
    private void prepare() throws IOException {
        Files.writeString(sandbox.source().resolve("kept"), "kept");
        byte[] content = new byte[3 << 20];
        random.nextBytes(content);
        Files.write(sandbox.source().resolve("large"), content);
        try (ServerProcess server = ServerProcess.startAt(sandbox, port)) {
            sandbox.with("HOLDFAST_REPOSITORY", server.address() + "/home").with("HOLDFAST_TOKEN", server.adminToken());
            sandbox.here("init").expect(ExitCode.COMPLETE);
            sandbox.here("backup", sandbox.source().toString()).expect(ExitCode.COMPLETE);
            first = sandbox.snapshots().getFirst().id();
        }
        Trees.copy(sandbox.path("server"), sandbox.path("server.first"));
        random.nextBytes(content);
        Files.write(sandbox.source().resolve("large"), content);
        Files.writeString(sandbox.source().resolve("added"), "added");
    }

    /** What the machine and the operator were told. */
    private record Told(Outcome backup, Outcome forgotten) {}

    /** One run; tells how many calls the traced server made. */
    private int run(Fault fault) throws InterruptedException, ExecutionException {
        Trees.remove(sandbox.path("server"));
        Trees.copy(sandbox.path("server.first"), sandbox.path("server"));
        CompletableFuture<ProcessHandle> process = new CompletableFuture<>();
        Future<Traced> traced = threads.submit(() -> Traced.run(
                sandbox, ServerProcess.words(sandbox, port), sandbox.path("server"), fault, process::complete));
        CountDownLatch serving = new CountDownLatch(1);
        Future<Told> told = threads.submit(() -> {
            serving.await();
            Outcome backup = sandbox.here("backup", sandbox.source().toString());
            return new Told(backup, sandbox.here("forget", first, "--prune"));
        });
        awaitListening(traced);
        if (!traced.isDone()) {
            serving.countDown();
        }
        awaitEither(traced, told);
        if (told.isDone()) {
            process.get().destroy();
        }
        int calls = traced.get().calls().size();
        try (ServerProcess server = ServerProcess.startAt(sandbox, port)) {
            serving.countDown();
            verify(server, told.get());
        }
        return calls;
    }

    private void awaitListening(Future<Traced> traced) throws InterruptedException, ExecutionException {
        while (!traced.isDone()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertTrue(socket.isConnected());
                return;
            } catch (IOException e) {
                waitFor(traced);
            }
        }
    }

    private static void awaitEither(Future<?> one, Future<?> other) throws InterruptedException, ExecutionException {
        while (!one.isDone() && !other.isDone()) {
            waitFor(one);
        }
    }

    private static void waitFor(Future<?> future) throws InterruptedException, ExecutionException {
        try {
            future.get(50, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            assertFalse(future.isCancelled());
        }
    }

    /** Both were told of success, and it is so: the new snapshot is there whole, the old one is gone, and nothing is damaged. */
    private void verify(ServerProcess server, Told told) {
        told.backup().expect(ExitCode.COMPLETE);
        told.forgotten().expect(ExitCode.COMPLETE);
        List<Sandbox.Listed> snapshots = sandbox.snapshots();
        assertEquals(1, snapshots.size(), () -> snapshots + " at " + server.address());
        sandbox.assertRestores(snapshots.getFirst().id(), sandbox.source());
        sandbox.assertSound();
    }
}
