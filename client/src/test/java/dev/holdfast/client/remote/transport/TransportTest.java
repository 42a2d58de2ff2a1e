package dev.holdfast.client.remote.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.engine.work.WorkThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TransportTest {
    private static final AccessToken TOKEN = AccessToken.of("hf_0123_averysecretsecret");

    private final VirtualTime time = new VirtualTime();

    private Transport transport(ServerAddress address) {
        return transport(address, new ServerTrust.OfSystem(), Pace.of(0, time, time));
    }

    private Transport transport(ServerAddress address, ServerTrust trust, Pace upload) {
        return new Transport(
                new Transport.Settings(address, Optional.of(TOKEN), trust, Patience.USUAL),
                new Transport.Means(time, Entropy.system(), time, upload, Pace.of(0, time, time), WorkThreads.light("test")));
    }

    private static Payload.Stored stored(byte[] content) {
        return new Payload.Stored(
                content.length, (target, position) -> target.put(content, (int) position, target.remaining()));
    }

    private static byte[] random(int length) {
        long seed = 4711;
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void requestsCarryTokenTraceAndDeadline() throws IOException {
        try (ScriptedServer server = ScriptedServer.start();
                Transport transport = transport(server.address("http"))) {
            transport.send(Request.of("POST", "/tenants/home/jobs", Payload.octets(new byte[] {1})));
            ScriptedServer.Seen seen = server.seen().getFirst();
            assertEquals("POST /api/v1/tenants/home/jobs HTTP/1.1", seen.line());
            assertEquals("Bearer hf_0123_averysecretsecret", seen.header("Authorization"));
            assertTrue(seen.header("traceparent").matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
            assertEquals(seen.header("X-Request-Id"), seen.header("Idempotency-Key"));
            assertEquals("30000", seen.header("X-Deadline-Millis"));
        }
    }

    @Test
    void anUploadIsSentAgainAfterResetsInItsMiddleAndALostAnswer() throws IOException {
        byte[] content = random(8 << 20);
        try (ScriptedServer server = ScriptedServer.start(
                        new Act.ResetAfter(0), new Act.ResetAfter(3 << 20), new Act.LoseAnswer(), Act.status(201, ""));
                Transport transport = transport(server.address("http"))) {
            Response answer = transport.send(Request.of("PUT", "/x", stored(content)));
            assertEquals(201, answer.status());
            assertTrue(answer.isRepeated());
            assertArrayEquals(content, server.seen().getLast().body());
            assertEquals(1, server.seen().stream().map(seen -> seen.header("X-Request-Id")).distinct().count());
        }
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgain() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(new Act.CutAnswer(1000, 10), new Act.CutAnswer(1000, 0));
                Transport transport = transport(server.address("http"))) {
            assertEquals("fine", new String(transport.send(Request.get("/x")).body(), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void aBusyServerIsLeftAloneForAsLongAsItSays() throws IOException {
        Act busy = new Act.Answer(503, Map.of("Retry-After", "7"), new byte[0]);
        try (ScriptedServer server = ScriptedServer.start(busy, busy);
                Transport transport = transport(server.address("http"))) {
            transport.send(Request.get("/x").once());
            assertEquals(2, time.waits().stream().filter(wait -> wait >= 7_000_000_000L).count());
            assertEquals(3, server.seen().size());
        }
    }

    @Test
    void whatMustNotBeRepeatedIsNotAndItsOutcomeIsCalledUnknown() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(new Act.LoseAnswer());
                Transport transport = transport(server.address("http"))) {
            HoldfastException failure = assertThrows(
                    HoldfastException.class, () -> transport.send(Request.of("POST", "/tokens", Payload.NONE).once()));
            assertEquals(ErrorCode.OUTCOME_UNKNOWN, failure.code());
            assertEquals(1, server.seen().size());
        }
    }

    @Test
    void aSilentServerIsGivenUpByDeadline() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(new Act.Stall());
                Transport transport = transport(server.address("http"))) {
            assertEquals("fine", new String(transport.send(Request.get("/x").within(200)).body(), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void errorsKeepTheirCodeAndTheirWordsAreHarmless() throws IOException {
        String body = "{\"error\":{\"code\":\"snapshot_protected\",\"kind\":\"user\",\"message\":\"no \\u001b[31m\",\"next\":\"wait\"}}";
        try (ScriptedServer server = ScriptedServer.start(Act.status(409, body), Act.status(404, "<html>"));
                Transport transport = transport(server.address("http"))) {
            HoldfastException failure = assertThrows(HoldfastException.class, () -> transport.send(Request.get("/x")));
            assertEquals(ErrorCode.SNAPSHOT_PROTECTED, failure.code());
            assertEquals("no \\x1B[31m", failure.getMessage());
            assertEquals("wait", failure.next());
            assertEquals(
                    ErrorCode.NOT_FOUND,
                    assertThrows(HoldfastException.class, () -> transport.send(Request.get("/x"))).code());
        }
    }

    @Test
    void requestsThatFindTheBudgetSpentWaitForTheirTurn() throws IOException {
        int requests = 60;
        Act[] eachBusyOnce = Stream.generate(() -> Stream.of(Act.status(503, ""), Act.ok()))
                .limit(requests)
                .flatMap(Function.identity())
                .toArray(Act[]::new);
        try (ScriptedServer server = ScriptedServer.start(eachBusyOnce);
                Transport transport = transport(server.address("http"))) {
            for (int i = 0; i < requests; i++) {
                assertEquals(200, transport.send(Request.get("/x")).status());
            }
            assertEquals(2L * requests, transport.attempts());
            // Twenty to begin with, a tenth of one for each request, and one for each second.
            assertTrue(time.monotonicNanos() >= (requests - 20 - requests * 0.1 - 1) * 1e9, time.now()::toString);
        }
    }

    @Test
    void repetitionsStayWithinATenthOfTheRequestsAndOneForEachSecond() throws IOException {
        Act[] busy = Collections.nCopies(20_000, Act.status(503, "")).toArray(Act[]::new);
        try (ScriptedServer server = ScriptedServer.start(busy);
                Transport transport = transport(server.address("http"))) {
            int requests = 50;
            for (int i = 0; i < requests; i++) {
                assertEquals(
                        ErrorCode.OVERLOADED,
                        assertThrows(HoldfastException.class, () -> transport.send(Request.get("/x"))).code());
            }
            assertEquals(requests, transport.requests());
            // A request earns a tenth of a repetition and a second one, and there were twenty to begin with.
            double most = requests * 1.1 + 20 + time.monotonicNanos() / 1e9;
            assertTrue(transport.attempts() <= most, transport.attempts() + " attempts in " + time.now());
        }
    }

    @Test
    void anAddressWhereNobodyListensIsReportedSoonAndWithoutTheToken() throws IOException {
        ServerAddress address;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = ServerAddress.parse("http://127.0.0.1:" + closed.getLocalPort() + "/home");
        }
        try (Transport transport = transport(address)) {
            HoldfastException failure = assertThrows(HoldfastException.class, () -> transport.send(Request.get("/x")));
            assertEquals(ErrorCode.SERVER_UNREACHABLE, failure.code());
            assertTrue(time.monotonicNanos() <= 4_000_000_000L);
            assertFalse(String.valueOf(failure).contains("averysecret"));
        }
    }

    @Test
    void aServerThatStartsAnewIsWaitedForByOneRequestAtATime() throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Act[] resets = Collections.nCopies(8, new Act.ResetAfter(0)).toArray(Act[]::new);
        Act[] script = new Act[resets.length + 1];
        script[0] = Act.ok();
        System.arraycopy(resets, 0, script, 1, resets.length);
        try (ScriptedServer server = ScriptedServer.on(listener, script);
                Transport transport = transport(server.address("http"))) {
            transport.send(Request.get("/x"));
            assertEquals(200, transport.send(Request.of("PUT", "/x", Payload.octets(new byte[10]))).status());
            assertEquals(10, server.seen().size());
        }
    }

    @Test
    void anAnswerLongerThanWhatIsBearableIsRefused() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(Act.status(200, "x".repeat(1000)));
                Transport transport = transport(server.address("http"))) {
            HoldfastException failure =
                    assertThrows(HoldfastException.class, () -> transport.send(Request.get("/x").atMost(999)));
            assertEquals(ErrorCode.LIMIT_EXCEEDED, failure.code());
        }
    }

    @Test
    void aPaceHolds() throws IOException {
        byte[] content = random(3 << 20);
        try (ScriptedServer server = ScriptedServer.start();
                Transport transport =
                        transport(server.address("http"), new ServerTrust.OfSystem(), Pace.of(1 << 20, time, time))) {
            transport.send(Request.of("PUT", "/x", stored(content)));
            assertTrue(time.monotonicNanos() >= 2_800_000_000L, time.monotonicNanos() + " ns");
            assertTrue(Arrays.equals(content, server.seen().getFirst().body()));
        }
    }
}
