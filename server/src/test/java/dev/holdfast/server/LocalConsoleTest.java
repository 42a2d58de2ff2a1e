package dev.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.browse.Folder;
import dev.holdfast.server.browse.TestTenant;
import dev.holdfast.server.json.Json;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.work.ServerThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalConsoleTest {
    private static final String TENANT = "/api/v1/tenants/local";

    @TempDir
    private Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private SessionId snapshot;
    private StructuredLog log;
    private LocalConsole console;
    private Server server;
    private String csrf = "";

    @BeforeEach
    void start() {
        Path repository = directory.resolve("repository");
        try (TestTenant tenant = new TestTenant(repository, EncryptionMode.CLIENT)) {
            snapshot = tenant.snapshot("laptop", new Folder().file("notes", "text"));
        }
        log = StructuredLog.to(OutputStream.nullOutputStream(), Clock.system(), ServerThreads.virtual("log"));
        console = new LocalConsole(repository, Clock.system(), Entropy.system());
        server = Server.start(
                ServerOptions.local(directory.resolve("own")), console, log, Clock.system(), Entropy.system());
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
        log.close();
    }

    private HttpResponse<String> call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("X-CSRF-Token", csrf);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> signIn(String token) throws IOException, InterruptedException {
        return call("POST", "/api/v1/session", "{\"one_time\":\"" + token + "\"}");
    }

    private void signIn() throws IOException, InterruptedException {
        HttpResponse<String> answer = signIn(console.oneTimeToken());
        assertEquals(200, answer.statusCode(), answer.body());
        csrf = Json.tree(answer.body().getBytes(StandardCharsets.UTF_8)).get("csrf_token").asText();
    }

    @Test
    void thePrintedTokenSignsInOnce() throws IOException, InterruptedException {
        assertEquals(401, call("GET", TENANT + "/browse/snapshots", "").statusCode());
        String token = console.oneTimeToken();
        assertEquals(200, signIn(token).statusCode());
        assertEquals(401, signIn(token).statusCode());
    }

    @Test
    void theRepositoryIsBrowsedOnceItsPassphraseWasGiven() throws IOException, InterruptedException {
        signIn();
        String file = TENANT + "/browse/snapshots/" + snapshot + "/file?path=/notes";
        assertEquals(423, call("GET", file, "").statusCode());
        String unlock = "{\"tenant\":\"local\",\"passphrase\":\"" + TestTenant.PASSPHRASE + "\"}";
        assertEquals(204, call("POST", "/api/v1/session/unlock", unlock).statusCode());
        assertEquals("text", call("GET", file, "").body());
        assertTrue(call("GET", "/api/v1/session", "").body().contains("\"unlocked\":[\"local\"]"));
        assertEquals(204, call("DELETE", "/api/v1/session/unlock?tenant=local", "").statusCode());
        assertEquals(423, call("GET", file, "").statusCode());
    }

    @Test
    void whatOnlyServersNeedDoesNotExist() throws IOException, InterruptedException {
        signIn();
        for (String one : List.of(
                "DELETE /api/v1/tenants/local?confirm=local",
                "POST /api/v1/tenants",
                "POST " + TENANT + "/tokens",
                "POST " + TENANT + "/users",
                "PUT " + TENANT + "/policy",
                "POST " + TENANT + "/sessions",
                "POST " + TENANT + "/restores",
                "POST " + TENANT + "/reads",
                "PUT " + TENANT + "/agents/self",
                "PUT " + TENANT + "/files/keys/slot-1",
                "GET " + TENANT + "/files",
                "GET " + TENANT + "/packs",
                "GET " + TENANT + "/filter")) {
            String[] words = one.split(" ");
            int status = call(words[0], words[1], "").statusCode();
            assertTrue(status == 404 || status == 405, one + " answers " + status);
        }
        for (String path : List.of("/storage", "/jobs", "/policy", "/agents", "/approvals")) {
            assertEquals(200, call("GET", TENANT + path, "").statusCode(), path);
        }
    }

    @Test
    void thereIsNoAdministratorAndTheRepositoryOutlivesIt() throws IOException {
        assertFalse(Files.exists(directory.resolve("own").resolve("admin-token")));
        server.close();
        assertTrue(Files.isSymbolicLink(directory.resolve("own").resolve("tenants").resolve("local")));
        assertTrue(Files.isRegularFile(directory.resolve("repository").resolve("repository")));
    }
}
