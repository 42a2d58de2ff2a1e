package dev.holdfast.server.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.guard.Guard;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.flag.GuardedOperation.Unversioned;
import dev.holdfast.server.http.HttpHost;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operations that flags guard, over real sockets. */
final class GuardedOperationTest {
    private static final Guard PAY = new Guard(Set.of("pay"));

    private final Rules rules = new Rules("on");
    private final FlagFeed feed = new FlagFeed(rules, Clock.system());
    private final AtomicInteger payments = new AtomicInteger();
    private HttpHost host;
    private HttpClient client;

    record Order(String what) {}

    @BeforeEach
    void start() {
        host = start(Unversioned.ADMITTED);
        client = HttpClient.newHttpClient();
    }

    private HttpHost start(Unversioned unversioned) {
        Route pay = Route.of(Method.POST, "/pay", new Access.Public(), "Pays.")
                .takes(BodyRule.json(Order.class))
                .answers(Answer.json(200, "what was paid", Order.class))
                .handle(call -> {
                    payments.incrementAndGet();
                    return Reply.json(call.json(Order.class));
                });
        return HttpHost.local(List.of(new GuardedOperation(PAY, feed, unversioned).guarding(pay)), credentials -> Caller.anonymous(credentials.address()));
    }

    @AfterEach
    void stop() {
        client.close();
        host.close();
    }

    private HttpResponse<String> pay(String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(host.address().resolve("/pay"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"what\":\"tea\"}"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void whoIsUpToDatePays() throws Exception {
        HttpResponse<String> paid = pay("X-Flags-Version", rules.current().version().toString());
        assertEquals(200, paid.statusCode());
        assertEquals(rules.current().version().toString(), paid.headers().firstValue("X-Flags-Version").orElseThrow());
        assertEquals(1, payments.get());
    }

    @Test
    void whoIsOutdatedIsRefusedBeforeAnyEffectAndMayRetryUnderTheSameKey() throws Exception {
        String stale = rules.current().version().toString();
        RuleSet present = rules.publish("off");
        HttpResponse<String> refused = pay("X-Flags-Version", stale, "Idempotency-Key", "payment-4711");
        assertEquals(409, refused.statusCode());
        assertEquals("{\"error\":\"flags_outdated\",\"flags\":[\"pay\"],\"flagsVersion\":\"" + present.version() + "\"}", refused.body());
        assertEquals(present.version().toString(), refused.headers().firstValue("X-Flags-Version").orElseThrow());
        assertEquals(0, payments.get());
        assertEquals(200, pay("X-Flags-Version", present.version().toString(), "Idempotency-Key", "payment-4711").statusCode());
        assertEquals(1, payments.get());
    }

    @Test
    void whatWasDoneStaysDoneThoughTheFlagsChangeBeforeItIsAskedForAgain() throws Exception {
        String decided = rules.current().version().toString();
        assertEquals(200, pay("X-Flags-Version", decided, "Idempotency-Key", "payment-4712").statusCode());
        rules.publish("off");
        assertEquals(200, pay("X-Flags-Version", decided, "Idempotency-Key", "payment-4712").statusCode());
        assertEquals(1, payments.get());
    }

    @Test
    void theBodyIsNotReadForARefusal() throws Exception {
        String stale = rules.current().version().toString();
        rules.publish("off");
        try (Socket socket = new Socket(host.address().getHost(), host.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /pay HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n"
                            + "X-Flags-Version: " + stale + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            String head = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
            assertEquals("HTTP/1.1 409", head);
        }
        assertEquals(0, payments.get());
    }

    @Test
    void aChangeOfAnotherFlagDoesNotMatter() throws Exception {
        String before = rules.current().version().toString();
        rules.publish(Rules.read(Rules.json("on").replace("20", "30")));
        assertEquals(200, pay("X-Flags-Version", before).statusCode());
    }

    @Test
    void aNewerClientMakesTheServerLookAndIsNotRefused() throws Exception {
        RuleSet next = rules.publishElsewhere(Rules.document("off"));
        HttpResponse<String> paid = pay("X-Flags-Version", next.version().toString());
        assertEquals(200, paid.statusCode());
        assertEquals(next.version().toString(), paid.headers().firstValue("X-Flags-Version").orElseThrow());
        assertEquals(next, rules.current());
        String unreachable = "99-" + "0".repeat(64);
        assertEquals(200, pay("X-Flags-Version", unreachable).statusCode());
    }

    @Test
    void whoNamesNoVersionIsAdmittedOrRefusedAsTheOperationWants() throws Exception {
        assertEquals(200, pay().statusCode());
        assertEquals(200, pay("X-Flags-Version", "nonsense").statusCode());
        host.close();
        host = start(Unversioned.REFUSED);
        HttpResponse<String> refused = pay();
        assertEquals(409, refused.statusCode());
        assertTrue(refused.body().contains("flags_outdated"), refused.body());
        assertEquals(2, payments.get());
    }
}
