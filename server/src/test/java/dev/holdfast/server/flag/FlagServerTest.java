package dev.holdfast.server.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.work.ServerThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server of a file with everything that it consists of, while the file and the server come and go. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FlagServerTest {
    private static final String SHOP = "https://shop.example";

    @TempDir
    private Path directory;

    private Path file;
    private StructuredLog log;
    private FlagServer server;
    private HttpClient client;

    @BeforeEach
    void start() throws IOException {
        file = directory.resolve("flags.json");
        write(Rules.json("on"));
        log = StructuredLog.to(OutputStream.nullOutputStream(), Clock.system(), ServerThreads.platform("log"));
        server = serve(0, Optional.empty());
        client = HttpClient.newHttpClient();
    }

    private FlagServer serve(int port, Optional<String> token) {
        FlagServer.Options options = new FlagServer.Options("127.0.0.1", port, file, Set.of(SHOP), new RulesAccess(token));
        return FlagServer.start(options, log, Clock.system(), Entropy.system());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        log.close();
    }

    /** As an operator does who wants nobody to read half a file. */
    private void write(String json) throws IOException {
        Path next = directory.resolve("next.json");
        Files.writeString(next, json);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> evaluate(String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve("/ofrep/v1/evaluate/flags"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"context\":{\"plan\":\"pro\"}}"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static FlagsVersion version(HttpResponse<?> response) {
        return FlagsVersion.read(response.headers().firstValue("X-Flags-Version").orElseThrow()).orElseThrow();
    }

    private static boolean pays(HttpResponse<String> response) {
        return response.body().contains("\"value\":true");
    }

    private Ear listen() throws Exception {
        Ear ear = Ear.open(client, server.address().resolve("/flags/v1/events"));
        ear.next();
        return ear;
    }

    @Test
    void listenersHearOfAChangeOfTheFile() throws Exception {
        try (Ear ear = listen()) {
            FlagsVersion before = version(evaluate());
            write(Rules.json("off"));
            assertTrue(ear.next().contains("refetchEvaluation"));
            HttpResponse<String> after = evaluate();
            assertTrue(!pays(after) && version(after).compareTo(before) > 0, after.body());
        }
    }

    @Test
    void aReaderThatComesBackAfterARestartIsNeverBehindNorAhead() throws Exception {
        HttpResponse<String> before = evaluate();
        int port = server.address().getPort();
        server.close();
        server = serve(port, Optional.empty());
        HttpResponse<String> same = evaluate("If-None-Match", before.headers().firstValue("ETag").orElseThrow(), "X-Flags-Version", version(before).toString());
        assertEquals(304, same.statusCode());
        assertEquals(version(before), version(same));
        server.close();
        write(Rules.json("off"));
        server = serve(port, Optional.empty());
        HttpResponse<String> changed = evaluate();
        assertTrue(version(changed).compareTo(version(before)) > 0, version(changed) + " after " + version(before));
        assertTrue(!pays(changed));
    }

    @Test
    void aChangeWhileTheServerIsDownIsFoundByTheListenerThatComesBack() throws Exception {
        String heard = version(evaluate()).toString();
        int port = server.address().getPort();
        server.close();
        write(Rules.json("off"));
        server = serve(port, Optional.empty());
        try (Ear ear = Ear.open(client, server.address().resolve("/flags/v1/events"), "Last-Event-ID", heard)) {
            assertTrue(ear.next().contains("refetchEvaluation"));
        }
    }

    @Test
    void aBadFileChangesNothingForAnybodyAndTheNextGoodOneDoes() throws Exception {
        try (Ear ear = listen()) {
            HttpResponse<String> before = evaluate();
            write(Rules.json("maybe"));
            lookAtTheFile();
            HttpResponse<String> during = evaluate();
            assertEquals(before.body(), during.body());
            assertEquals(version(before), version(during));
            write(Rules.json("off"));
            String told = ear.next();
            HttpResponse<String> after = evaluate();
            assertEquals("{\"type\":\"refetchEvaluation\",\"etag\":\"" + version(after) + "\"}", told);
            assertTrue(!pays(after));
        }
    }

    @Test
    void aFileThatIsGoneChangesNothingForAnybody() throws Exception {
        HttpResponse<String> before = evaluate();
        Files.delete(file);
        lookAtTheFile();
        HttpResponse<String> during = evaluate();
        assertEquals(before.body(), during.body());
        assertEquals(200, get("/health/ready").statusCode());
        try (Ear ear = listen()) {
            write(Rules.json("off"));
            assertTrue(ear.next().contains(version(evaluate()).toString()));
        }
    }

    /** Makes the server look now, as a reader with a newer version does. */
    private void lookAtTheFile() throws Exception {
        get("/flags/v1/version", "X-Flags-Version", "99999999999999-" + "0".repeat(64));
    }

    @Test
    void aReaderWhoKnowsMoreDoesNotWaitForTheNextRound() throws Exception {
        FlagsVersion before = version(evaluate());
        write(Rules.json("off"));
        String newer = (before.sequence() + 1) + "-" + "0".repeat(64);
        assertTrue(!pays(evaluate("X-Flags-Version", newer)));
    }

    @Test
    void pagesOfTheAllowedOriginMayAskAndOthersMayNot() throws Exception {
        HttpResponse<String> allowed = evaluate("Origin", SHOP, "Sec-Fetch-Site", "cross-site");
        assertEquals(200, allowed.statusCode());
        assertEquals(SHOP, allowed.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
        assertEquals(403, evaluate("Origin", "https://other.example", "Sec-Fetch-Site", "cross-site").statusCode());
    }

    @Test
    void rulesAreReadOnThisMachineOrWithTheToken() throws Exception {
        assertEquals(200, get("/flags/v1/rules").statusCode());
        // Somebody else, for whom a proxy on this machine speaks.
        assertEquals(401, get("/flags/v1/rules", "X-Forwarded-For", "203.0.113.7").statusCode());
        server.close();
        server = serve(0, Optional.of("a-long-secret-for-rules"));
        assertEquals(401, get("/flags/v1/rules").statusCode());
        assertEquals(401, get("/flags/v1/rules", "Authorization", "Bearer a-long-secret-for-Rules").statusCode());
        assertEquals(200, get("/flags/v1/rules", "Authorization", "Bearer a-long-secret-for-rules").statusCode());
        assertEquals(200, evaluate().statusCode());
    }

    @Test
    void aTokenThatCouldBeGuessedIsRefused() {
        HoldfastException refused = Assertions.assertThrows(HoldfastException.class, () -> new RulesAccess(Optional.of("secret")));
        assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code());
    }
}
