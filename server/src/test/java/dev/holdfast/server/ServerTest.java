package dev.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.event.Event;
import dev.holdfast.server.event.EventHub;
import dev.holdfast.server.http.TokenTable;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.work.ServerThreads;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server with one small subject. */
class ServerTest {
    private static final TenantName TENANT = new TenantName("t");

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CompletableFuture<EventHub> events = new CompletableFuture<>();
    private StructuredLog log;

    @BeforeEach
    void openLog() {
        log = StructuredLog.to(logged, Clock.system(), ServerThreads.virtual("log"));
    }

    @AfterEach
    void close() {
        log.close();
    }

    private final class Small implements Composition {
        @Override
        public List<Migration> migrations() {
            return List.of(new Migration("notes", List.of("CREATE TABLE note(text TEXT)")));
        }

        @Override
        public Parts compose(Foundation foundation) {
            events.complete(foundation.events());
            Route slow = Route.of(Method.GET, "/api/v1/tenants/{tenant}/slow", new Access.InTenant(Role.READING), "Waits.")
                    .answers(Answer.empty(204, "it waited"))
                    .handle(call -> {
                        begun.countDown();
                        waitFor(release);
                        return Reply.empty(204);
                    });
            return new Parts(TokenTable.of("t"), tenant -> OptionalInt.empty(), List.of(ServerPart.of("small", List.of(slow))));
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Server start(ServerOptions options) {
        return Server.start(options, new Small(), log, Clock.system(), Entropy.system());
    }

    private static HttpRequest get(Server server, String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path)).version(HttpClient.Version.HTTP_1_1);
        return (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).build();
    }

    @Test
    void healthMetricsVersionAndTheDescriptionAreServed() throws Exception {
        try (Server server = start(ServerOptions.local(directory));
                HttpClient client = HttpClient.newHttpClient()) {
            assertEquals("{\"status\":\"ready\",\"checks\":[]}", client.send(get(server, "/health/ready", ""), BodyHandlers.ofString()).body());
            assertEquals("{\"status\":\"live\"}", client.send(get(server, "/health/live", ""), BodyHandlers.ofString()).body());
            assertTrue(client.send(get(server, "/metrics", ""), BodyHandlers.ofString()).body().contains("holdfast_connections"));
            assertEquals(403, client.send(get(server, "/metrics", "t/admin"), BodyHandlers.ofString()).statusCode());
            assertEquals(200, client.send(get(server, "/metrics", "reader"), BodyHandlers.ofString()).statusCode());
            HttpRequest proxied = HttpRequest.newBuilder(URI.create(server.address() + "/metrics")).header("X-Forwarded-For", "127.0.0.1").build();
            assertEquals(401, client.send(proxied, BodyHandlers.ofString()).statusCode());
            assertTrue(client.send(get(server, "/openapi.json", ""), BodyHandlers.ofString()).body().contains("/api/v1/tenants/{tenant}/slow"));
            assertTrue(client.send(get(server, "/api/v1/version", ""), BodyHandlers.ofString()).body().contains("\"api\":1"));
        }
    }

    @Test
    void onlyOneServerUsesADirectory() {
        try (Server first = start(ServerOptions.local(directory))) {
            HoldfastException refused = assertThrows(HoldfastException.class, () -> start(ServerOptions.local(directory)));
            assertEquals(ErrorCode.LOCKED, refused.code());
            assertTrue(first.address().getPort() > 0);
        }
        start(ServerOptions.local(directory)).close();
    }

    @Test
    void anAddressInUseIsReportedAndNothingStaysLocked() {
        try (Server first = start(ServerOptions.local(directory.resolve("a")))) {
            ServerOptions same = new ServerOptions(
                    directory.resolve("b"),
                    new ServerOptions.Listen("127.0.0.1", first.address().getPort()),
                    new ServerOptions.Tls.Off(),
                    Optional.empty(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    ServerOptions.Shedding.ON,
                    "1");
            assertEquals(ErrorCode.CONFLICT, assertThrows(HoldfastException.class, () -> start(same)).code());
        }
        start(ServerOptions.local(directory.resolve("b"))).close();
    }

    @Test
    void requestsUnderWayEndBeforeTheServerDoes() throws Exception {
        Server server = start(ServerOptions.local(directory));
        try (HttpClient client = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<String>> slow = client.sendAsync(get(server, "/api/v1/tenants/t/slow", "reader"), BodyHandlers.ofString());
            begun.await();
            Thread closing = Thread.ofVirtual().start(server::close);
            while (!events.get().isClosed()) {
                Thread.onSpinWait();
            }
            release.countDown();
            assertEquals(204, slow.get().statusCode());
            closing.join();
            assertTrue(Files.exists(directory.resolve("server.db")));
        }
    }

    @Test
    void eventsArriveAsTheyHappenAndEndWithTheServer() throws Exception {
        Server server = start(ServerOptions.local(directory));
        try (HttpClient client = HttpClient.newHttpClient();
                BufferedReader lines = new BufferedReader(new InputStreamReader(watch(client, server), StandardCharsets.UTF_8))) {
            assertEquals(": watching", lines.readLine());
            events.get().publish(new Event(Event.Topic.STORAGE, TENANT, Map.of("ignored", true)));
            events.get().publish(new Event(Event.Topic.JOB, new TenantName("other"), Map.of("ignored", true)));
            events.get().publish(new Event(Event.Topic.JOB, TENANT, Map.of("id", "j1")));
            assertEquals(List.of("retry: 2000", "", "event: job", "id: 1", "data: {\"id\":\"j1\"}"), List.of(
                    lines.readLine(), lines.readLine(), lines.readLine(), lines.readLine(), lines.readLine()));
            server.close();
            while (lines.readLine() != null) {
                // What is left says nothing new.
            }
        }
    }

    private static InputStream watch(HttpClient client, Server server) throws Exception {
        HttpResponse<InputStream> watching = client.send(get(server, "/api/v1/tenants/t/events?topics=jobs", "reader"), BodyHandlers.ofInputStream());
        assertEquals("text/event-stream", watching.headers().firstValue("content-type").orElseThrow());
        return watching.body();
    }

    @Test
    void secureConnectionsUseTheCertificateWhosePrintIsShown() throws Exception {
        ServerOptions options = new ServerOptions(
                directory,
                new ServerOptions.Listen("127.0.0.1", 0),
                new ServerOptions.Tls.SelfMade(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(),
                ServerOptions.Shedding.ON,
                "1");
        try (Server server = start(options)) {
            X509Certificate shown = shown(server);
            byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(shown.getEncoded());
            assertEquals(server.fingerprint().orElseThrow(), HexFormat.of().formatHex(digest));
            try (HttpClient secure = HttpClient.newBuilder().sslContext(trusting(shown)).build()) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/health/live")).build();
                HttpResponse<String> response = secure.send(request, BodyHandlers.ofString());
                assertEquals(HttpClient.Version.HTTP_2, response.version());
                assertEquals("max-age=31536000", response.headers().firstValue("strict-transport-security").orElseThrow());
            }
        }
    }

    private static X509Certificate shown(Server server) throws Exception {
        X509Certificate[] seen = new X509Certificate[1];
        TrustManager recording = new javax.net.ssl.X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {
                seen[0] = chain[0];
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {recording}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.address().getPort())) {
            socket.startHandshake();
        }
        return seen[0];
    }

    private static SSLContext trusting(X509Certificate certificate) throws Exception {
        java.security.KeyStore known = java.security.KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("server", certificate);
        javax.net.ssl.TrustManagerFactory trust =
                javax.net.ssl.TrustManagerFactory.getInstance(javax.net.ssl.TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void pagesAreServedWhereThereIsNoRoute() throws Exception {
        try (Server server = start(ServerOptions.local(directory));
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> page = client.send(get(server, "/tenants/t/snapshots", ""), BodyHandlers.ofString());
            assertEquals(200, page.statusCode());
            assertTrue(page.headers().firstValue("content-type").orElseThrow().startsWith("text/html"));
            assertTrue(page.headers().firstValue("content-security-policy").orElseThrow().startsWith("default-src 'none'"));
            assertEquals(404, client.send(get(server, "/api/v1/nothing", ""), BodyHandlers.ofString()).statusCode());
            assertEquals(404, client.send(get(server, "/assets/none.js", ""), BodyHandlers.ofString()).statusCode());
        }
    }

    @Test
    void theLogHasALineForEachRequestAndNoSecrets() throws Exception {
        try (Server server = start(ServerOptions.local(directory));
                HttpClient client = HttpClient.newHttpClient()) {
            client.send(get(server, "/api/v1/tenants/t/nothing", "hf_secret"), BodyHandlers.ofString());
            client.send(get(server, "/api/v1/version", "hf_secret"), BodyHandlers.ofString());
        }
        log.close();
        String text = logged.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("\"route\":\"/api/v1/version\""), text);
        assertFalse(text.contains("hf_secret"), text);
    }
}
