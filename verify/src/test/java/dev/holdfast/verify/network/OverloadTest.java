package dev.holdfast.verify.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.wire.FingerprintList;
import dev.holdfast.testkit.contract.Rows;
import dev.holdfast.verify.program.Trees;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A burst of overload after which a server must find back by itself, though its polite clients never stop asking. */
@Timeout(300)
final class OverloadTest {
    private static final int RUDE = 200;
    private static final int POLITE = 8;
    private static final int BATCH = 4_000;
    /** Asked by the rude before the burst ends. */
    private static final int BURST_REQUESTS = 1_500;
    /** All is as before within this time and twice what as many answers took before. */
    private static final long RECOVERY_MILLIS = 5_000;

    private static final int GOOD_IN_A_ROW = 200;

    private final Network network = Network.start();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean burst = new AtomicBoolean(true);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger rudeRequests = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    /** Answers in a row without a failure, of all the polite. */
    private final AtomicInteger good = new AtomicInteger();
    private final byte[] question = FingerprintList.encode(Rows.chunks(0, BATCH));

    @AfterEach
    void remove() {
        over.set(true);
        burst.set(false);
        threads.shutdownNow();
        network.close();
    }

    @Test
    void goodputComesBackByItselfWhenABurstIsOver() throws InterruptedException {
        network.sandbox().here("backup", network.sandbox().source().toString()).expect(ExitCode.COMPLETE);
        String session = open();
        for (int i = 0; i < POLITE; i++) {
            threads.execute(() -> politely(session));
        }
        long before = millisToBeGood();
        HttpClient rude = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int i = 0; i < RUDE; i++) {
            threads.execute(() -> rudely(rude, session));
        }
        // The trigger: for a moment the server does nothing at all, while more and more waits for it.
        awaitAtLeast(rudeRequests, RUDE);
        String process = Long.toString(network.server().process().pid());
        Trees.tool("kill", "-STOP", process);
        awaitAtLeast(rudeRequests, 2 * RUDE);
        Trees.tool("kill", "-CONT", process);
        awaitAtLeast(rudeRequests, BURST_REQUESTS);
        burst.set(false);
        long after = millisToBeGood();
        System.out.println("OverloadTest: " + turnedAway + " of " + rudeRequests + " turned away; " + GOOD_IN_A_ROW + " good answers in "
                + before + " ms before, in " + after + " ms afterwards");
        assertTrue(turnedAway.get() > 0, "there was no overload");
        assertTrue(after <= 2 * before + RECOVERY_MILLIS, () -> after + " ms after " + before + " ms before");
        over.set(true);
        network.assertSaved(1);
    }

    /** How long it takes until so many answers in a row were good. */
    private long millisToBeGood() throws InterruptedException {
        long began = System.nanoTime();
        good.set(0);
        awaitAtLeast(good, GOOD_IN_A_ROW);
        return (System.nanoTime() - began) / 1_000_000;
    }

    private String open() {
        try (Transport transport = network.direct(Network.TENANT)) {
            JsonText wish = new JsonText().put("agent", new JsonText().put("host", "box").put("version", "1"));
            return transport.send(Request.of("POST", transport.address().inTenant("/sessions"), Payload.json(wish))).json().text("id");
        }
    }

    private static void awaitAtLeast(AtomicInteger count, int least) throws InterruptedException {
        synchronized (count) {
            while (count.get() < least) {
                count.wait();
            }
        }
    }

    private static void count(AtomicInteger counter) {
        synchronized (counter) {
            counter.incrementAndGet();
            counter.notifyAll();
        }
    }

    /** Asks as an agent does, one question after the other, without an end. */
    private void politely(String session) {
        try (Transport transport = network.direct(Network.TENANT)) {
            Request request = Request.of("POST", transport.address().inTenant("/sessions/" + session + "/missing"), Payload.octets(question)).within(2_000);
            while (!over.get()) {
                try {
                    assertEquals(BATCH / 8, transport.send(request).body().length);
                    count(good);
                } catch (HoldfastException e) {
                    good.set(0);
                }
            }
        }
    }

    /** Asks again at once whatever the answer was, and does not wait long for any. */
    private void rudely(HttpClient client, String session) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        network.server().address() + "/api/v1/tenants/" + Network.TENANT + "/sessions/" + session + "/missing"))
                .timeout(Duration.ofSeconds(1))
                .header("X-Deadline-Millis", "1000")
                .header("Authorization", "Bearer " + network.server().adminToken())
                .POST(BodyPublishers.ofByteArray(question))
                .build();
        while (burst.get()) {
            count(rudeRequests);
            try {
                if (client.send(request, BodyHandlers.discarding()).statusCode() >= 429) {
                    turnedAway.incrementAndGet();
                }
            } catch (IOException e) {
                turnedAway.incrementAndGet();
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
