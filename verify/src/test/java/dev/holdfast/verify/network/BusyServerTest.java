package dev.holdfast.verify.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.verify.chaos.Mishap;
import dev.holdfast.verify.chaos.Script;
import dev.holdfast.verify.program.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server, or something before it, that says that it is busy. */
@Timeout(300)
final class BusyServerTest {
    private static final int THREADS = 8;
    /** What a client may repeat before it has earned anything. */
    private static final int FIRST_REPETITIONS = 20;
    /** What it may owe for looking at a server that was silent. */
    private static final int CREDIT = 100;

    private static final int REQUESTS = 1_500;

    private final Network network = Network.start();

    @AfterEach
    void remove() {
        network.close();
    }

    private Outcome backup() {
        return network.sandbox().here("backup", network.sandbox().source().toString());
    }

    @Test
    void aBackupCompletesThroughBusyAnswersOfBothKinds() {
        network.fill(3, 1 << 20);
        Script plain = Script.share(0.1, network.random(), Mishap.busy());
        Script timed = Script.first(3, "PUT", ".*/packs/.*", Mishap.busyFor(1));
        network.proxy().play(asked -> timed.next(asked) instanceof Mishap.Answered answered ? answered : plain.next(asked));
        backup().expect(ExitCode.COMPLETE);
        assertTrue(network.proxy().struck().size() >= 3, network::replay);
        network.assertSaved(1);
        network.assertNothingTwice();
    }

    @Test
    void aServerThatStaysBusyIsToldAtOnceAndLeavesWhatWasAcknowledged() {
        backup().expect(ExitCode.COMPLETE);
        network.proxy().play(asked -> Mishap.busyFor(3600));
        backup().expectError(ExitCode.BUSY, "503", "run the same command again");
        network.proxy().play(Script.quiet());
        network.assertSaved(1);
    }

    @Test
    void repeatingAddsAtMostATenthHoweverManyAnswersAreBusy() throws InterruptedException, ExecutionException {
        long attempts = attempts(Mishap.busy());
        assertTrue(attempts <= REQUESTS * 1.1 + FIRST_REPETITIONS, () -> attempts + " attempts, " + network.replay());
    }

    @Test
    void repeatingAddsLittleMoreHoweverManyConnectionsBreak() throws InterruptedException, ExecutionException {
        long attempts = attempts(Mishap.lostAnswer());
        assertTrue(attempts <= REQUESTS * 1.1 + FIRST_REPETITIONS + CREDIT, () -> attempts + " attempts, " + network.replay());
    }

    /** How often the network was used for {@link #REQUESTS} requests when this happens to half of all attempts. */
    private long attempts(Mishap mishap) throws InterruptedException, ExecutionException {
        network.proxy().play(Script.share(0.5, network.random(), mishap));
        long answered = ask(REQUESTS);
        long attempts = network.proxy().seen().size();
        System.out.println("BusyServerTest: " + mishap + ": " + attempts + " attempts for " + REQUESTS + " requests, " + answered + " answered");
        assertTrue(answered > REQUESTS / 3, () -> answered + " of " + REQUESTS + " requests were answered, " + network.replay());
        return attempts;
    }

    /** Sends requests on a few threads; how many were answered. */
    private long ask(int requests) throws InterruptedException, ExecutionException {
        List<Future<Boolean>> asked = new ArrayList<>();
        try (Transport transport = network.transport(Network.TENANT);
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            Request request = Request.get(transport.address().inTenant("/files?prefix="));
            for (int i = 0; i < requests; i++) {
                asked.add(threads.submit(() -> isAnswered(transport, request)));
            }
            long answered = 0;
            for (Future<Boolean> one : asked) {
                answered += one.get() ? 1 : 0;
            }
            assertEquals(requests, transport.requests());
            return answered;
        }
    }

    private static boolean isAnswered(Transport transport, Request request) {
        try {
            return transport.send(request).status() == 200;
        } catch (HoldfastException e) {
            return false;
        }
    }
}
