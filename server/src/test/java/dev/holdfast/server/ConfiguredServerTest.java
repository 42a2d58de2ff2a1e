package dev.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.core.config.CutterAlgorithm;
import dev.holdfast.core.config.CutterSettings;
import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.json.Json;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.work.ServerThreads;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as it is shipped, configured over HTTP while it runs. */
@Timeout(60)
class ConfiguredServerTest {
    private static final String CONFIGURATION = "/api/v1/configuration";
    private static final String TENANT = "/api/v1/tenants/t";

    @TempDir
    private Path directory;

    private final HandClock clock = new HandClock();
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final StructuredLog log = StructuredLog.to(logged, clock, ServerThreads.virtual("log"));
    private HttpClient client;
    private Server server;
    private String admin;

    @BeforeEach
    void start() throws Exception {
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        server = Server.start(ServerOptions.local(directory), new Assembly(), log, clock, Entropy.system());
        admin = Files.readString(directory.resolve("admin-token")).strip();
    }

    @AfterEach
    void close() {
        end();
        log.close();
    }

    /** Who asks leaves first: for a connection that stays open a server waits a second. */
    private void end() {
        client.shutdownNow();
        server.close();
        client.close();
    }

    private HttpResponse<String> send(String method, String path, String token, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .header("Authorization", "Bearer " + token)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = send("GET", path, admin, new byte[0]);
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.tree(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> publish(String settings) throws Exception {
        long sequence = get(CONFIGURATION).get("version").get("sequence").asLong();
        String body = "{\"document\": {\"settings\": " + settings + "}, \"reason\": \"a test\"}";
        return send(
                "PUT", CONFIGURATION, admin, body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json", "If-Match", "\"" + sequence + "\"");
    }

    private void post(String path, String json, int status) throws Exception {
        HttpResponse<String> answer = send("POST", path, admin, json.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
        assertEquals(status, answer.statusCode(), answer.body());
    }

    /** A tenant with an agent and a repository. */
    private String agent() throws Exception {
        post("/api/v1/tenants", "{\"name\": \"t\"}", 201);
        byte[] wish = "{\"name\": \"pc\", \"role\": \"agent\"}".getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> made = send("POST", TENANT + "/tokens", admin, wish, "Content-Type", "application/json");
        assertEquals(201, made.statusCode(), made.body());
        String token = Json.tree(made.body().getBytes(StandardCharsets.UTF_8)).get("token").asText();
        RepositoryConfig repository = new RepositoryConfig(
                new RepositoryId(Entropy.system().id()), EncryptionMode.NONE, new CutterSettings(CutterAlgorithm.FASTCDC, 1 << 20), 3, 1 << 20, clock.now());
        HttpResponse<String> stored = send(
                "PUT", TENANT + "/files/repository", token, repository.encode(), "Content-Type", "application/octet-stream", "If-None-Match", "*");
        assertEquals(201, stored.statusCode(), stored.body());
        return token;
    }

    @Test
    void aPublishedRateHoldsForTheNextRequestAndAfterARestart() throws Exception {
        agent();
        assertEquals(200, publish("{\"rate.tenant.requests\": {\"value\": 1}}").statusCode());
        int admitted = 0;
        while (send("GET", TENANT + "/jobs", admin, new byte[0]).statusCode() == 200) {
            admitted++;
        }
        assertTrue(admitted <= 2, admitted + " requests at a rate of one a second");
        assertEquals(429, send("GET", TENANT + "/jobs", admin, new byte[0]).statusCode());
        end();
        start();
        assertEquals(200, send("GET", TENANT + "/jobs", admin, new byte[0]).statusCode());
        assertEquals(200, send("GET", TENANT + "/jobs", admin, new byte[0]).statusCode());
        assertEquals(429, send("GET", TENANT + "/jobs", admin, new byte[0]).statusCode());
        assertEquals(200, publish("{}").statusCode());
        for (int i = 0; i < 5; i++) {
            assertEquals(200, send("GET", TENANT + "/jobs", admin, new byte[0]).statusCode());
        }
    }

    @Test
    void aBadConfigurationIsRefusedAndTheOldOneStays() throws Exception {
        assertEquals(200, publish("{\"limit.tenant.share\": {\"value\": 50}}").statusCode());
        JsonNode before = get(CONFIGURATION);
        HttpResponse<String> refused = publish("{\"limit.tenant.share\": {\"value\": 500}}");
        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().contains("/settings/limit.tenant.share/value"), refused.body());
        assertEquals(before, get(CONFIGURATION));
        JsonNode values = get(CONFIGURATION + "/effective").get("values");
        JsonNode share = values.valueStream().filter(value -> value.get("name").asText().equals("limit.tenant.share")).findFirst().orElseThrow();
        assertEquals(50, share.get("value").asInt());
    }

    @Test
    void whoComesLaterWithAnOlderVersionIsToldSo() throws Exception {
        assertEquals(200, publish("{\"limit.tenant.share\": {\"value\": 50}}").statusCode());
        byte[] body = "{\"document\": {\"settings\": {}}, \"reason\": \"late\"}".getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> late = send("PUT", CONFIGURATION, admin, body, "Content-Type", "application/json", "If-Match", "\"0\"");
        assertEquals(412, late.statusCode(), late.body());
        assertEquals(400, send("PUT", CONFIGURATION, admin, body, "Content-Type", "application/json").statusCode());
    }

    private int jobs() throws Exception {
        return get(TENANT + "/jobs?kind=collect").get("jobs").size();
    }

    private int samples() throws Exception {
        return get(TENANT + "/storage/history?days=900").get("samples").size();
    }

    /** With the usual interval of 30 seconds none of this would come to an end in time. */
    @Test
    @Timeout(25)
    void upkeepFollowsIntervalScheduleAndPause() throws Exception {
        agent();
        assertEquals(200, publish("{\"upkeep.interval\": {\"value\": \"1s\"}, \"upkeep.collection.schedule\": {\"value\": \"hourly\"}}").statusCode());
        while (jobs() == 0) {
            clock.pass(Duration.ofHours(1));
        }
        assertEquals(200, publish("{\"upkeep.interval\": {\"value\": \"1s\"}, \"upkeep.collection.schedule\": {\"value\": \"hourly\"},"
                + " \"upkeep.paused\": {\"value\": true}}").statusCode());
        // One look may have begun before.
        letLook();
        int before = jobs();
        letLook();
        assertEquals(before, jobs());
    }

    /** Lets days pass until the server has looked at the tenant; a sample is taken with each look that is a day later. */
    private void letLook() throws Exception {
        clock.pass(Duration.ofDays(2));
        int before = samples();
        while (samples() == before) {
            Thread.onSpinWait();
        }
    }

    @Test
    void anAgentThatListensHearsOfItsSettingsAtOnce() throws Exception {
        String token = agent();
        String question = TENANT + "/agents/self/tasks?wait=25&settings=";
        HttpResponse<String> first = send("GET", question, token, new byte[0]);
        JsonNode none = Json.tree(first.body().getBytes(StandardCharsets.UTF_8)).get("settings");
        assertEquals(0, none.get("values").size());
        // The clock stands still: without news this would never be answered.
        CompletableFuture<HttpResponse<String>> listening = client.sendAsync(
                HttpRequest.newBuilder(URI.create(server.address() + question + none.get("tag").asText()))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
        assertEquals(200, publish("{\"agent.log.level\": {\"stage\": {\"value\": \"error\", \"cells\": [\"tenant:t\"]}}}").statusCode());
        JsonNode told = Json.tree(listening.get().body().getBytes(StandardCharsets.UTF_8)).get("settings");
        assertEquals("error", told.get("values").get("agent.log.level").asText());
    }

    @Test
    void aQuieterLogIsQuieterFromTheNextEventOn() throws Exception {
        assertEquals(200, publish("{\"log.requests.sample\": {\"value\": 0}}").statusCode());
        for (int i = 0; i < 20; i++) {
            get(CONFIGURATION + "/diff");
        }
        end();
        log.close();
        String text = logged.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("configuration_published"), text);
        assertEquals(0, text.lines().filter(line -> line.contains("/diff")).count());
    }
}
