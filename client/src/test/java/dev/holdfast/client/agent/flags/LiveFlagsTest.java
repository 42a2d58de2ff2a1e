package dev.holdfast.client.agent.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.client.agent.AgentEvent;
import dev.holdfast.client.remote.transport.ServerTrust;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent's flags at servers that have them, have none, and are away. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LiveFlagsTest {
    private static final String RULES = "/flags/holdfast/service/flags/v1/rules";
    private static final LiveFlags.Who WHO = new LiveFlags.Who("home", "box", "1.0");

    @TempDir
    private Path directory;

    private final BlockingQueue<AgentEvent> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private volatile int status = 200;
    private volatile RuleSet rules = rules("\"defaultVariant\": \"on\"", 1);
    private HttpServer server;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Files.writeString(directory.resolve("token"), "hf_secret\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static RuleSet rules(String claims, long sequence) {
        String json = "{\"flags\": {\"agent.claims\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, " + claims + "}}}";
        return switch (FlagDocument.read(json.getBytes(StandardCharsets.UTF_8))) {
            case FlagDocument.Outcome.Accepted accepted -> RuleSet.publish(accepted.document(), sequence);
            case FlagDocument.Outcome.Refused refused -> throw new AssertionError(refused.problems().toString());
        };
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean isRules = exchange.getRequestURI().getPath().equals(RULES);
        byte[] body = isRules && status == 200 ? rules.json().getBytes(StandardCharsets.UTF_8) : new byte[0];
        exchange.getResponseHeaders().set("X-Flags-Version", rules.version().toString());
        exchange.getResponseHeaders().set("ETag", "\"" + rules.version() + "\"");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(isRules ? status : 404, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
        if (isRules) {
            asked.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse(""));
        }
    }

    private LiveFlags open() {
        Path copy = directory.resolve("flags");
        return LiveFlags.open(new LiveFlags.Place(address, directory.resolve("token"), new ServerTrust.OfSystem().tls(), copy), WHO, events::add);
    }

    /** Waits until the server was asked so many times: the answers before the last one have been taken then. */
    private void await(int questions) throws InterruptedException {
        for (int i = 0; i < questions; i++) {
            assertEquals("Bearer hf_secret", asked.poll(50, TimeUnit.SECONDS));
        }
    }

    @Test
    void aServerWithoutFlagsLeavesTheDefaults() throws Exception {
        for (int refusal : List.of(404, 403, 500)) {
            status = refusal;
            try (LiveFlags flags = open()) {
                await(2);
                assertTrue(flags.asksForFilter());
                assertFalse(flags.claims());
            }
        }
        assertTrue(events.isEmpty(), events::toString);
    }

    @Test
    void whatWasKnownLastHoldsWithoutTheServer() throws Exception {
        try (LiveFlags flags = open()) {
            assertEquals(new AgentEvent.Flagged(List.of("agent.claims = on")), events.poll(50, TimeUnit.SECONDS));
            assertTrue(flags.claims());
            while (!Files.exists(directory.resolve("flags"))) {
                Thread.onSpinWait();
            }
        }
        server.stop(0);
        try (LiveFlags flags = open()) {
            assertTrue(flags.claims());
            assertTrue(flags.asksForFilter(), "the copy says nothing of it");
        }
    }

    @Test
    void aRuleDecidesByTenantAndMachine() throws Exception {
        String mine = "{\"and\": [{\"==\": [{\"var\": \"tenant\"}, \"home\"]}, {\"==\": [{\"var\": \"machine\"}, \"box\"]}, {\"sem_ver\": [{\"var\": \"version\"}, \">=\", \"0.9.0\"]}]}";
        rules = rules("\"defaultVariant\": \"off\", \"targeting\": {\"if\": [" + mine + ", \"on\", \"off\"]}", 3);
        LiveFlags.Place place =
                new LiveFlags.Place(address, directory.resolve("token"), new ServerTrust.OfSystem().tls(), directory.resolve("other"));
        try (LiveFlags own = LiveFlags.open(place, new LiveFlags.Who("home", "box", "1.0.0"), events::add)) {
            assertEquals(new AgentEvent.Flagged(List.of("agent.claims = on")), events.poll(50, TimeUnit.SECONDS));
            assertTrue(own.claims());
        }
        try (LiveFlags other = LiveFlags.open(place, new LiveFlags.Who("home", "other", "1.0.0"), events::add)) {
            assertFalse(other.claims());
        }
    }
}
