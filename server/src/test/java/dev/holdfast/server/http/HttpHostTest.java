package dev.holdfast.server.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every operation can rely on, over real sockets. */
class HttpHostTest {
    private static final Access MEMBERS = new Access.InTenant(Role.READING);

    private final AtomicBoolean reached = new AtomicBoolean();
    private final AtomicInteger counter = new AtomicInteger();
    private HttpHost host;
    private HttpClient client;

    record Greeting(String name, Optional<String> title) {}

    @BeforeEach
    void start() {
        host = HttpHost.local(routes(), TokenTable.of("t"));
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        client.close();
        host.close();
    }

    private List<Route> routes() {
        return List.of(
                Route.of(Method.GET, "/t/{tenant}/names/{name}", MEMBERS, "Gives a name back.")
                        .query("greeting", "a word before it")
                        .answers(Answer.json(200, "the name", Greeting.class))
                        .handle(call -> Reply.json(new Greeting(call.path("name"), call.query("greeting")))),
                Route.of(Method.GET, "/t/{tenant}/files/{name...}", MEMBERS, "Gives a path back.")
                        .answers(Answer.bytes(200, "the path", "text/plain"))
                        .handle(call -> Reply.bytes("text/plain", call.path("name").getBytes(StandardCharsets.UTF_8))),
                Route.of(Method.POST, "/t/{tenant}/greetings", MEMBERS, "Takes a greeting.")
                        .takes(BodyRule.json(Greeting.class))
                        .answers(Answer.json(201, "the greeting", Greeting.class))
                        .handle(call -> Reply.json(201, call.json(Greeting.class))),
                Route.of(Method.PUT, "/octets", new Access.SignedIn(), "Takes bytes.")
                        .takes(BodyRule.octets(1000))
                        .answers(Answer.bytes(200, "the bytes", "application/octet-stream"))
                        .handle(call -> {
                            reached.set(true);
                            return Reply.octets(call.bytes());
                        }),
                Route.of(Method.POST, "/count", new Access.SignedIn(), "Counts.")
                        .answers(Answer.json(201, "how often", Greeting.class))
                        .handle(call -> counted()),
                Route.of(Method.GET, "/broken/{how}", new Access.Public(), "Fails.")
                        .answers(Answer.empty(200, "never"))
                        .handle(call -> failing(call.path("how"))));
    }

    private Reply counted() {
        int count = counter.incrementAndGet();
        if (count == 1) {
            throw new HoldfastException(ErrorCode.STORE_BUSY, "not now", "again");
        }
        return Reply.json(201, new Greeting("n" + count, Optional.empty()));
    }

    @Test
    void aChangeThatIsSentAgainUnderItsKeyIsDoneOnce() throws Exception {
        assertEquals(503, send(to("/count").header("Idempotency-Key", "key-00001").POST(BodyPublishers.noBody())).statusCode());
        String first = send(to("/count").header("Idempotency-Key", "key-00001").POST(BodyPublishers.noBody())).body();
        assertEquals(first, send(to("/count").header("Idempotency-Key", "key-00001").POST(BodyPublishers.noBody())).body());
        assertEquals(2, counter.get());
        send(to("/count").header("Idempotency-Key", "key-00002").POST(BodyPublishers.noBody()));
        send(to("/count").setHeader("Authorization", "Bearer t/admin").header("Idempotency-Key", "key-00001").POST(BodyPublishers.noBody()));
        assertEquals(4, counter.get());
        assertEquals(400, send(to("/count").header("Idempotency-Key", "x").POST(BodyPublishers.noBody())).statusCode());
    }

    @Test
    void aDeadlineThatIsOverIsNotWorkedFor() throws Exception {
        assertEquals(503, send(to("/count").header("X-Deadline-Millis", "0").POST(BodyPublishers.noBody())).statusCode());
        assertEquals(0, counter.get());
        assertEquals(400, send(to("/count").header("X-Deadline-Millis", "soon").POST(BodyPublishers.noBody())).statusCode());
    }

    private static Reply failing(String how) {
        return switch (how) {
            case "known" -> throw new HoldfastException(ErrorCode.SNAPSHOT_PROTECTED, "it is protected", "unprotect it");
            case "defect" -> throw new IllegalStateException("secret detail");
            case "early" -> Reply.stream("text/plain", -1, out -> {
                throw new HoldfastException(ErrorCode.PACK_DAMAGED, "pack is damaged");
            });
            default -> Reply.stream("text/plain", -1, out -> {
                out.write(new byte[200_000]);
                out.flush();
                throw new IOException("the disk is gone");
            });
        };
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(host.address() + path)).header("Authorization", "Bearer t/reader");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource(value = HttpClient.Version.class, names = {"HTTP_1_1", "HTTP_2"})
    void bothVersionsOfTheProtocolAreServed(HttpClient.Version version) throws Exception {
        HttpResponse<String> response = send(to("/t/t/names/anna?greeting=hello").version(version));
        assertEquals(version, response.version());
        assertEquals(200, response.statusCode());
        assertEquals("{\"name\":\"anna\",\"title\":\"hello\"}", response.body());
        assertEquals("application/json", response.headers().firstValue("content-type").orElseThrow());
        assertFalse(response.headers().firstValue("x-request-id").orElseThrow().isEmpty());
        assertEquals("nosniff", response.headers().firstValue("x-content-type-options").orElseThrow());
    }

    @Test
    void encodedSlashesStayWithinTheirSegment() throws Exception {
        assertEquals("{\"name\":\"a/b%c\",\"title\":null}", send(to("/t/t/names/a%2Fb%25c")).body());
        assertEquals("keys/slot 1", send(to("/t/t/files/keys/slot%201")).body());
        assertEquals(400, send(to("/t/t/files/keys%2Fslot")).statusCode());
    }

    @Test
    void addressesThatCouldBeReadInTwoWaysAreRefused() throws Exception {
        for (String path : List.of("/t/t/files/a/%2e%2e/b", "/t/t/files/a//b", "/t/t/names/a;b", "/t/t/names/%ff", "/t/t/names/a%00b", "/t/t/names/%zz")) {
            assertEquals(400, raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), path);
        }
    }

    private int raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), host.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    @Test
    void whoIsNotAdmittedIsTurnedAwayBeforeTheBodyIsRead() throws Exception {
        HttpRequest.Builder anonymous = HttpRequest.newBuilder(URI.create(host.address() + "/octets")).PUT(BodyPublishers.ofByteArray(new byte[10]));
        assertEquals(401, send(anonymous).statusCode());
        assertEquals(401, send(to("/octets").setHeader("Authorization", "Bearer none").PUT(BodyPublishers.noBody())).statusCode());
        assertEquals(403, send(to("/t/t/names/a").setHeader("Authorization", "Bearer t/agent")).statusCode());
        assertEquals(403, send(to("/t/other/names/a")).statusCode());
        assertFalse(reached.get());
    }

    @Test
    void bodiesOverTheLimitAreRefusedWhetherDeclaredOrNot() throws Exception {
        byte[] fits = new byte[1000];
        HttpResponse<byte[]> whole = client.send(to("/octets").PUT(BodyPublishers.ofByteArray(fits)).build(), BodyHandlers.ofByteArray());
        assertArrayEquals(fits, whole.body());
        reached.set(false);
        assertEquals(413, send(to("/octets").PUT(BodyPublishers.ofByteArray(new byte[1001]))).statusCode());
        assertFalse(reached.get());
        HttpRequest.Builder undeclared = to("/octets").PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1001])));
        HttpResponse<String> tooLong = send(undeclared);
        assertEquals(413, tooLong.statusCode(), tooLong.body().length() + " bytes were taken");
    }

    @Test
    void unknownFieldsAndParametersAreRefusedWithASuggestion() throws Exception {
        HttpResponse<String> field = send(to("/t/t/greetings").header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"nmae\":\"a\"}")));
        assertEquals(400, field.statusCode());
        assertTrue(field.body().contains("did you mean name?"), field.body());
        HttpResponse<String> parameter = send(to("/t/t/names/a?greetnig=x"));
        assertEquals(400, parameter.statusCode());
        assertTrue(parameter.body().contains("greeting"), parameter.body());
        HttpResponse<String> missing = send(to("/t/t/greetings").header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}")));
        assertTrue(missing.body().contains("the field name is missing"), missing.body());
        assertEquals(415, send(to("/t/t/greetings").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}"))).statusCode());
    }

    @Test
    void failuresBecomeErrorsAndNothingOfADefectLeavesTheServer() throws Exception {
        HttpResponse<String> known = send(to("/broken/known"));
        assertEquals(409, known.statusCode());
        assertTrue(known.body().startsWith("{\"error\":{\"code\":\"snapshot_protected\",\"kind\":\"user\",\"message\":\"it is protected\""), known.body());
        HttpResponse<String> defect = send(to("/broken/defect"));
        assertEquals(500, defect.statusCode());
        assertFalse(defect.body().contains("secret"), defect.body());
        assertTrue(defect.body().contains(defect.headers().firstValue("x-request-id").orElseThrow()));
        assertEquals(422, send(to("/broken/early")).statusCode());
    }

    @ParameterizedTest
    @EnumSource(value = HttpClient.Version.class, names = {"HTTP_1_1", "HTTP_2"})
    void anAnswerThatFailsHalfwayIsCutOffVisibly(HttpClient.Version version) {
        assertThrows(IOException.class, () -> send(to("/broken/late").version(version)));
    }

    @Test
    void headIsServedForGetAndOtherMethodsAreNamed() throws Exception {
        HttpResponse<String> head = send(to("/t/t/names/anna").method("HEAD", BodyPublishers.noBody()));
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertEquals("28", head.headers().firstValue("content-length").orElseThrow());
        HttpResponse<String> wrong = send(to("/octets").DELETE());
        assertEquals(405, wrong.statusCode());
        assertEquals("PUT", wrong.headers().firstValue("allow").orElseThrow());
        assertEquals(501, send(to("/octets").method("OPTIONS", BodyPublishers.noBody())).statusCode());
        assertEquals(404, send(to("/nowhere")).statusCode());
    }

    @Test
    void otherNamesForTheLoopbackAddressAreRefused() throws Exception {
        assertEquals(421, raw("GET /broken/known HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"));
        assertEquals(409, raw("GET /broken/known HTTP/1.1\r\nHost: [::1]:80\r\nConnection: close\r\n\r\n"));
        assertEquals(409, raw("GET /broken/known HTTP/1.1\r\nHost: LOCALHOST\r\nConnection: close\r\n\r\n"));
    }

    @Test
    void pagesOfOtherSitesCannotUseTheCookie() throws Exception {
        String own = host.address().toString();
        for (String[] header : new String[][] {{"Origin", "http://evil.example"}, {"Origin", "null"}, {"Sec-Fetch-Site", "cross-site"}}) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(own + "/octets")).header("Cookie", "holdfast_session=t/reader");
            assertEquals(403, send(request.header(header[0], header[1]).PUT(BodyPublishers.noBody())).statusCode(), header[1]);
        }
        HttpRequest.Builder fine = HttpRequest.newBuilder(URI.create(own + "/octets")).header("Cookie", "holdfast_session=t/reader");
        assertEquals(200, send(fine.header("Origin", own).header("Sec-Fetch-Site", "same-origin").PUT(BodyPublishers.noBody())).statusCode());
    }
}
