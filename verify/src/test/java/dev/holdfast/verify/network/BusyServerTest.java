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
    private static final int REQUESTS = 40;

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
    void busyAnswersAreRepeatedWithinTheBudgetAndAllAreAnsweredInTheEnd() throws InterruptedException, ExecutionException {
        assertRepeatsWithinTheBudget(Mishap.busy());
    }

    @Test
    void brokenConnectionsAreRepeatedWithinTheBudgetAndAllAreAnsweredInTheEnd() throws InterruptedException, ExecutionException {
        assertRepeatsWithinTheBudget(Mishap.lostAnswer());
    }

    /** Sends {@link #REQUESTS} while this happens to half of all attempts. */
    private void assertRepeatsWithinTheBudget(Mishap mishap) throws InterruptedException, ExecutionException {
        network.proxy().play(Script.share(0.5, network.random(), mishap));
        long began = System.nanoTime();
        long answered = ask(REQUESTS);
        double seconds = (System.nanoTime() - began) / 1e9;
        long attempts = network.proxy().seen().size();
        System.out.printf("BusyServerTest: %s: %d attempts for %d requests in %.1f s%n", mishap, attempts, REQUESTS, seconds);
        assertEquals(REQUESTS, answered, network::replay);
        // A tenth of a repetition is earned by each request, and one by each second.
        assertTrue(attempts <= REQUESTS * 1.1 + FIRST_REPETITIONS + seconds, () -> attempts + " attempts, " + network.replay());
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
