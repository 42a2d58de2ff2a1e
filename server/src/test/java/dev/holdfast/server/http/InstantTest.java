package dev.holdfast.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.limit.Admission;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operations that are answered by the threads that watch the sockets, over real sockets. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InstantTest {
    private static final int LARGE = 64 << 20;

    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch hold = new CountDownLatch(1);
    private HttpHost host;
    private HttpClient client;

    record Text(String text) {}

    @BeforeEach
    void start() {
        HostOptions options = new HostOptions(
                "127.0.0.1", 0, HostOptions.LOOPBACK_NAMES, Set.of(), HostOptions.Limits.STANDARD, HostOptions.Threads.INSTANT_AT_ONCE);
        List<Route> routes = List.of(
                post("/echo", Lane.INSTANT).handle(call -> Reply.json(new Text(thread() + call.json(Text.class).text()))),
                post("/echo/long", Lane.INSTANT).handle(call -> {
                    begun.incrementAndGet();
                    String text = call.json(Text.class).text();
                    call.mayTakeLong();
                    return Reply.json(new Text(thread() + text));
                }),
                post("/echo/other", Lane.CONTROL).handle(call -> Reply.json(new Text(thread() + call.json(Text.class).text()))),
                post("/echo/held", Lane.CONTROL).handle(this::held),
                post("/echo/fault", Lane.INSTANT).handle(call -> {
                    throw new HoldfastException(ErrorCode.NOT_FOUND, "no", "ask for another");
                }),
                Route.of(Method.GET, "/large", new Access.Public(), "Gives much.")
                        .lane(Lane.INSTANT)
                        .answers(Answer.bytes(200, "much", "application/octet-stream"))
                        .handle(call -> Reply.octets(new byte[LARGE])));
        host = HttpHost.start(
                HttpService.of(routes, credentials -> Caller.anonymous(credentials.address())), options, Admission.open(), Optional.empty());
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static Route.Draft post(String path, Lane lane) {
        return Route.of(Method.POST, path, new Access.Public(), "Gives back.")
                .lane(lane)
                .takes(BodyRule.json(Text.class))
                .answers(Answer.json(200, "the same", Text.class));
    }

    private static String thread() {
        return Thread.currentThread().isVirtual() ? "own " : "shared ";
    }

    private Reply held(Call call) {
        try {
            hold.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Reply.json(call.json(Text.class));
    }

    @AfterEach
    void stop() {
        hold.countDown();
        client.close();
        host.close();
    }

    private HttpRequest request(String path, String text) {
        return HttpRequest.newBuilder(host.address().resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"text\":\"" + text + "\"}"))
                .build();
    }

    private String post(String path, String text) throws Exception {
        return client.send(request(path, text), BodyHandlers.ofString()).body();
    }

    @Test
    void whatIsInstantIsAnsweredByTheThreadThatReadIt() throws Exception {
        // The head and the body may come apart; mostly they do not.
        List<String> answers = new ArrayList<>();
        while (!answers.contains("{\"text\":\"shared a\"}")) {
            answers.add(post("/echo", "a"));
        }
        assertTrue(answers.stream().allMatch(answer -> answer.endsWith(" a\"}")), answers.toString());
    }

    @Test
    void whatMayTakeLongIsBegunAgainOnAThreadOfItsOwnWithTheWholeBody() throws Exception {
        assertEquals("{\"text\":\"own a\"}", post("/echo/long", "a"));
        assertTrue(begun.get() >= 1);
    }

    @Test
    void everythingElseHasAThreadOfItsOwn() throws Exception {
        assertEquals("{\"text\":\"own a\"}", post("/echo/other", "a"));
        assertEquals(404, client.send(request("/nowhere", "a"), BodyHandlers.ofString()).statusCode());
        assertEquals(404, client.send(request("/echo/nowhere", "a"), BodyHandlers.ofString()).statusCode());
        assertEquals(405, client.send(HttpRequest.newBuilder(host.address().resolve("/echo")).build(), BodyHandlers.ofString()).statusCode());
    }

    @Test
    void failuresAreAnsweredAsElsewhere() throws Exception {
        HttpResponse<String> fault = client.send(request("/echo/fault", "a"), BodyHandlers.ofString());
        assertEquals(404, fault.statusCode());
        assertTrue(fault.body().contains("ask for another"), fault.body());
        assertEquals(400, client.send(request("/echo", "\\q"), BodyHandlers.ofString()).statusCode());
    }

    @Test
    void aBodyThatArrivesInPiecesIsReadWhole() throws Exception {
        try (Socket socket = new Socket(host.address().getHost(), host.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            String body = "{\"text\":\"" + "x".repeat(100_000) + "\"}";
            out.write(("POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body.substring(0, 50_000))
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            // Answered meanwhile: the server has not stopped for the rest.
            assertTrue(post("/echo", "a").endsWith(" a\"}"));
            out.write(body.substring(50_000).getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(answer.startsWith("HTTP/1.1 200") && answer.contains("x".repeat(100_000)), answer.substring(0, 200));
        }
    }

    @Test
    void whoDoesNotReadTheAnswerHoldsUpNobody() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Socket socket = new Socket(host.address().getHost(), host.address().getPort());
            socket.getOutputStream().write("GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertEquals('H', socket.getInputStream().read());
            sockets.add(socket);
        }
        for (int i = 0; i < 20; i++) {
            assertTrue(post("/echo", "a").endsWith(" a\"}"));
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void whatWaitsElsewhereHoldsUpNobody() throws Exception {
        var waiting = client.sendAsync(request("/echo/held", "a"), BodyHandlers.ofString());
        for (int i = 0; i < 20; i++) {
            assertTrue(post("/echo", "a").endsWith(" a\"}"));
        }
        assertFalse(waiting.isDone());
        hold.countDown();
        assertEquals("{\"text\":\"a\"}", waiting.get().body());
    }

    @Test
    void streamsOfOneConnectionAreAnsweredToo() throws Exception {
        try (HttpClient two = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            for (int i = 0; i < 20; i++) {
                HttpResponse<String> answer = two.send(request("/echo", "a"), BodyHandlers.ofString());
                assertEquals(200, answer.statusCode());
                assertTrue(answer.body().endsWith(" a\"}"), answer.body());
            }
        }
    }
}
