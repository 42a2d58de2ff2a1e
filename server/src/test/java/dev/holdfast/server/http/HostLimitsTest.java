package dev.holdfast.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.limit.LaneRule;
import dev.holdfast.server.limit.LoadLimits;
import dev.holdfast.server.limit.TenantRates;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a host does when there is too much to do, and with those who only pretend to ask. */
class HostLimitsTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger uploads = new AtomicInteger();

    private HttpHost start(HostOptions options, OptionalInt rate) {
        Route slow = Route.of(Method.PUT, "/t/{tenant}/slow", new Access.InTenant(Role.READING), "Waits.")
                .lane(Lane.UPLOAD)
                .takes(BodyRule.octets(1 << 20))
                .answers(Answer.empty(204, "it waited"))
                .handle(call -> {
                    // An answer that leaves before the body has come ends the connection.
                    call.bytes();
                    uploads.incrementAndGet();
                    begun.countDown();
                    await(release);
                    return Reply.empty(204);
                });
        Route vital = Route.of(Method.GET, "/vital", new Access.Public(), "Answers.")
                .lane(Lane.VITAL)
                .answers(Answer.empty(204, "always"))
                .handle(call -> Reply.empty(204));
        LoadLimits limits = new LoadLimits(
                Map.of(Lane.UPLOAD, new LaneRule(1, 1, 0, 0, 0)), new TenantRates(tenant -> rate, Clock.system()), Clock.system());
        return HttpHost.start(HttpService.of(List.of(slow, vital), TokenTable.of("t")), options, limits, Optional.empty());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpRequest put(HttpHost host) {
        return HttpRequest.newBuilder(URI.create(host.address() + "/t/t/slow"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer reader")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[100]))
                .build();
    }

    @Test
    void whoFindsNoPlaceIsTurnedAwayBeforeTheBodyAndHealthStillAnswers() throws Exception {
        try (HttpHost host = start(HostOptions.loopback(), OptionalInt.empty());
                HttpClient client = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<String>> first = client.sendAsync(put(host), BodyHandlers.ofString());
            begun.await();
            String head = "PUT /t/t/slow HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer reader\r\nContent-Length: 1000000\r\n\r\n";
            String answer = answerTo(host, head);
            assertTrue(answer.startsWith("HTTP/1.1 429") || answer.startsWith("HTTP/1.1 503"), answer);
            assertTrue(answer.contains("Retry-After: 1"), answer);
            HttpRequest vital = HttpRequest.newBuilder(URI.create(host.address() + "/vital")).build();
            assertEquals(204, client.send(vital, BodyHandlers.ofString()).statusCode());
            release.countDown();
            assertEquals(204, first.get().statusCode());
            assertEquals(1, uploads.get());
            assertEquals(204, client.send(put(host), BodyHandlers.ofString()).statusCode());
        }
    }

    /** Sends a head that announces a body, and none of the body. */
    private static String answerTo(HttpHost host, String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), host.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] start = new byte[2_000];
            int count = socket.getInputStream().read(start);
            return new String(start, 0, Math.max(count, 0), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void aTenantOverItsRateIsToldSo() throws Exception {
        release.countDown();
        try (HttpHost host = start(HostOptions.loopback(), OptionalInt.of(1));
                HttpClient client = HttpClient.newHttpClient()) {
            boolean refused = false;
            for (int i = 0; i < 50 && !refused; i++) {
                refused = client.send(put(host), BodyHandlers.ofString()).statusCode() == 429;
            }
            assertTrue(refused);
        }
    }

    @Test
    void aHeadThatNeverEndsIsCutOffAndAConnectionThatOnlyWaitsIsNot() throws Exception {
        HostOptions.Limits hasty = new HostOptions.Limits(100, 60_000, 200, 16 << 10, 256, 1_000);
        HostOptions options = new HostOptions("127.0.0.1", 0, HostOptions.LOOPBACK_NAMES, Set.of(), hasty);
        try (HttpHost host = start(options, OptionalInt.empty());
                Socket waiting = new Socket(InetAddress.getLoopbackAddress(), host.address().getPort());
                Socket slow = new Socket(InetAddress.getLoopbackAddress(), host.address().getPort())) {
            slow.setSoTimeout(20_000);
            slow.getOutputStream().write("GET /vital HTTP/1.1\r\nHost: local".getBytes(StandardCharsets.US_ASCII));
            // Ends long before the idle timeout.
            assertFalse(slow.getInputStream().read() >= 0);
            OutputStream late = waiting.getOutputStream();
            late.write("GET /vital HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            waiting.setSoTimeout(20_000);
            assertTrue(new String(waiting.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).startsWith("HTTP/1.1 204"));
        }
    }

    @Test
    void silentConnectionsMakeRoomForWhoAsksWhenThereAreAsManyAsThereMayBe() throws Exception {
        HostOptions.Limits few = new HostOptions.Limits(4, 4_000, 60_000, 16 << 10, 256, 10_000);
        HostOptions options = new HostOptions("127.0.0.1", 0, HostOptions.LOOPBACK_NAMES, Set.of(), few);
        List<Socket> silent = new ArrayList<>();
        try (HttpHost host = start(options, OptionalInt.empty());
                HttpClient client = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<String>> underWay = client.sendAsync(put(host), BodyHandlers.ofString());
            begun.await();
            for (int i = 0; i < 8; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), host.address().getPort()));
            }
            for (int i = 0; i < 3; i++) {
                String answer = answerTo(host, "GET /vital HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                assertTrue(answer.startsWith("HTTP/1.1 204"), answer);
            }
            release.countDown();
            assertEquals(204, underWay.get().statusCode(), "whoever waits for an answer is not silent");
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void filesAreLeftAtLeastHalfOfAllDescriptors() {
        assertEquals(2_000, Descriptors.forConnections(2_000, 1_048_576));
        assertEquals(512, Descriptors.forConnections(2_000, 1_024));
        assertEquals(2_000, Descriptors.forConnections(2_000, -1));
    }
}
