package dev.holdfast.client.agent.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.client.agent.fleet.BackupNotice.Outcome;
import dev.holdfast.client.agent.fleet.BackupNotice.Totals;
import dev.holdfast.client.agent.fleet.FleetApi.Reception;
import dev.holdfast.client.agent.fleet.FleetTask.Existing;
import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.client.remote.transport.AccessToken;
import dev.holdfast.client.remote.transport.Patience;
import dev.holdfast.client.remote.transport.ServerAddress;
import dev.holdfast.client.remote.transport.ServerTrust;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.core.tree.RawPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes over the wire, to a server that answers what a test tells it to. */
@Timeout(30)
final class RemoteFleetTest {
    private static final Instant TIME = Instant.parse("2026-11-26T12:00:00Z");

    private final BlockingQueue<String> questions = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private final Transport transport;
    private final RemoteFleet fleet;
    private volatile int status = 200;
    private volatile String answer = "{}";

    RemoteFleetTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        transport = new Transport(
                new Transport.Settings(
                        ServerAddress.parse("http://127.0.0.1:" + server.getAddress().getPort() + "/home"),
                        Optional.of(AccessToken.of("hf_1_secret")),
                        new ServerTrust.OfSystem(),
                        Patience.USUAL),
                Transport.Means.of(Clock.system(), Entropy.system(), Thread.ofVirtual().factory()));
        fleet = new RemoteFleet(transport);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String key = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key")).orElse("");
        questions.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body + (key.equals("k-1") ? " " + key : ""));
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
        if (status != 204) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @AfterEach
    void close() {
        transport.close();
        server.stop(0);
    }

    @Test
    void settingsArriveAsTheServerGaveThemAndReadBackFromDisk() {
        answer = "{\"tasks\":[],\"settings\":{\"tag\":\"t1\",\"values\":"
                + "{\"agent.log.level\":\"error\",\"agent.bandwidth.upload\":1048576,\"a.truth\":true,\"a.list\":[\"x\",\"y\"]}}}";
        GivenSettings given = fleet.orders(Duration.ZERO, "").settings().orElseThrow();
        assertEquals(
                new GivenSettings("t1", Map.of("agent.log.level", "error", "agent.bandwidth.upload", 1048576.0, "a.truth", true, "a.list", List.of("x", "y"))),
                given);
        assertEquals(given, FleetText.settings(JsonObject.parse(FleetText.settings(given).toBytes())));
    }

    @Test
    void anAgentSaysWhoItIs() throws InterruptedException {
        answer = "{\"id\":\"a1\",\"poll_seconds\":7,\"late_after_hours\":26,\"bandwidth\":1000,\"more\":1}";
        Introduction.Planned planned = new Introduction.Planned("system", "30 2 * * *", List.of("/"), Optional.of(TIME));
        assertEquals(
                new Registration("a1", Duration.ofSeconds(7), OptionalLong.of(1000)),
                fleet.register(new Introduction("web1", "1.0", "Linux amd64", List.of(planned))));
        assertEquals(
                "PUT /api/v1/tenants/home/agents/self {\"host\":\"web1\",\"version\":\"1.0\",\"platform\":\"Linux amd64\",\"schedules\":[{\"name\":"
                        + "\"system\",\"cron\":\"30 2 * * *\",\"paths\":[\"/\"],\"next\":\"2026-11-26T12:00:00Z\"}]}",
                questions.take());
        answer = "{\"id\":\"a1\",\"bandwidth\":null}";
        assertEquals(
                new Registration("a1", Duration.ofSeconds(5), OptionalLong.empty()),
                fleet.register(new Introduction("web1", "1.0", "Linux amd64", List.of())));
    }

    @Test
    void aReportCarriesItsKey() throws InterruptedException {
        status = 204;
        Problem problem = new Problem(ErrorCode.DISK_FULL, "full");
        fleet.report(new BackupNotice("system", TIME, TIME, Outcome.FAILED, Optional.empty(), Optional.of(problem), new Totals(1, 2, 3, 4)), "k-1");
        assertEquals(
                "POST /api/v1/tenants/home/agents/self/reports {\"schedule\":\"system\",\"started\":\"2026-11-26T12:00:00Z\",\"ended\":"
                        + "\"2026-11-26T12:00:00Z\",\"outcome\":\"failed\",\"error\":{\"code\":\"disk_full\",\"message\":\"full\"},\"files\":1,"
                        + "\"bytes\":2,\"new_bytes\":3,\"stored_bytes\":4} k-1",
                questions.take());
    }

    @Test
    void tasksAreReadAndWhatMakesNoSenseIsUnknown() throws InterruptedException {
        answer = """
                {"tasks":[
                  {"id":"t1","kind":"backup","schedule":"system"},
                  {"id":"t2","kind":"backup"},
                  {"id":"t3","kind":"restore","snapshot":"ab","paths_base64":["L2V0Yw==","L_8"],"target":"/srv","existing":"replace"},
                  {"id":"t4","kind":"restore","snapshot":"ab","paths_base64":[],"target":"/srv"},
                  {"id":"t5","kind":"reboot"}]}
                """;
        Orders orders = fleet.orders(Duration.ofSeconds(3), "a b");
        List<FleetTask> tasks = orders.tasks();
        assertEquals(Optional.empty(), orders.settings());
        assertEquals("GET /api/v1/tenants/home/agents/self/tasks?wait=3&settings=a+b ", questions.take());
        List<RawPath> paths = List.of(RawPath.of(RawPath.ROOT, "/etc"), RawPath.of(RawPath.ROOT, new byte[] {'/', (byte) 0xFF}));
        assertEquals(
                List.of(
                        new FleetTask.Backup("t1", Optional.of("system")),
                        new FleetTask.Backup("t2", Optional.empty()),
                        new FleetTask.Restore("t3", new FleetTask.Order("ab", paths, "/srv", Existing.REPLACE))),
                tasks.subList(0, 3));
        assertTrue(tasks.get(3) instanceof FleetTask.Unknown);
        assertEquals(new FleetTask.Unknown("t5", "reboot"), tasks.get(4));
    }

    @Test
    void theStateOfATaskIsToldAndACancelledOneIsNoticed() throws InterruptedException {
        status = 204;
        assertEquals(Reception.WANTED, fleet.tell("t1", new TaskState.Running(5, 10, "bytes")));
        assertEquals(
                "POST /api/v1/tenants/home/agents/self/tasks/t1 {\"state\":\"running\",\"progress\":{\"done\":5,\"total\":10,\"unit\":\"bytes\"}}",
                questions.take());
        status = 410;
        answer = "{\"error\":{\"code\":\"session_expired\",\"message\":\"cancelled\"}}";
        assertEquals(Reception.CANCELLED, fleet.tell("t1", new TaskState.Succeeded()));
        assertEquals("POST /api/v1/tenants/home/agents/self/tasks/t1 {\"state\":\"succeeded\"}", questions.take());
    }

    @Test
    void aRefusalIsTheServersOwn() {
        status = 403;
        answer = "{\"error\":{\"code\":\"forbidden\",\"kind\":\"user\",\"message\":\"no\",\"next\":\"\",\"request_id\":\"r\"}}";
        HoldfastException refused =
                assertThrows(HoldfastException.class, () -> fleet.register(new Introduction("web1", "1.0", "Linux amd64", List.of())));
        assertEquals(ErrorCode.FORBIDDEN, refused.code());
    }
}
