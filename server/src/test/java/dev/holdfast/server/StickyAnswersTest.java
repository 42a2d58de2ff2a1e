package dev.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.json.Json;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.work.ServerThreads;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server as it is shipped answers while an experiment keeps assignments, over real sockets. */
final class StickyAnswersTest {
    private static final String ENVIRONMENT = "/api/v1/flags/projects/default/environments/production";
    private static final String EXPERIMENTS = "/api/v1/experiments/default/production";
    private static final String ALL = "/ofrep/v1/evaluate/flags";
    private static final int UNITS = 12;

    @TempDir
    private Path directory;

    /** A server, and who asks it. */
    private record Site(Server server, HttpClient client, String token) {
        HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), BodyHandlers.ofString());
        }

        JsonNode json(String method, String path, String body, String... headers) throws Exception {
            HttpResponse<String> response = send(method, path, body, headers);
            assertEquals(2, response.statusCode() / 100, response.body());
            return Json.tree(response.body().getBytes(StandardCharsets.UTF_8));
        }

        void weigh(int on) throws Exception {
            String flags = "{\"flags\": {\"pay\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"off\", "
                    + "\"targeting\": {\"fractional\": [[\"on\", " + on + "], [\"off\", " + (100 - on) + "]]}}}}";
            json("PUT", ENVIRONMENT + "/document?reason=weights", flags, "If-Match", "*");
        }

        /** The answer for one flag, which is the same as in the answer for all. */
        JsonNode pay(String user) throws Exception {
            JsonNode one = json("POST", ALL + "/pay", about(user));
            assertEquals(one, json("POST", ALL, about(user)).get("flags").get(0));
            return one;
        }

        List<Boolean> given(String prefix) {
            return IntStream.range(0, UNITS).mapToObj(i -> value(prefix + i)).toList();
        }

        private boolean value(String user) {
            try {
                return pay(user).get("value").asBoolean();
            } catch (Exception e) {
                throw new AssertionError(user, e);
            }
        }
    }

    private static String about(String user) {
        return "{\"context\": {\"targetingKey\": \"" + user + "\"}}";
    }

    private static String tag(HttpResponse<?> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private interface Steps {
        void on(Site site) throws Exception;
    }

    /** A life of the server. */
    private void run(Steps steps) throws Exception {
        try (StructuredLog log = StructuredLog.to(OutputStream.nullOutputStream(), Clock.system(), ServerThreads.virtual("log"));
                Server server = Server.start(ServerOptions.local(directory), new Assembly(), log, Clock.system(), Entropy.system());
                HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            steps.on(new Site(server, client, Files.readString(directory.resolve("admin-token")).strip()));
        }
    }

    @Test
    void whoIsInAnExperimentKeepsTheFirstVariantAndTheKillSwitchIsForEverybody() throws Exception {
        List<Boolean> nobody = Collections.nCopies(UNITS, false);
        List<List<Boolean>> first = Collections.synchronizedList(new ArrayList<>());
        run(site -> {
            site.weigh(50);
            site.json("POST", EXPERIMENTS, "{\"name\": \"trial\", \"flag\": \"pay\", \"variants\": [{\"name\": \"off\"}, {\"name\": \"on\"}],"
                    + " \"primary\": {\"name\": \"revenue\"}, \"planned_units\": 1000, \"assignment\": \"sticky\"}");
            assertFalse(site.pay("before").has("metadata"));
            site.json("POST", EXPERIMENTS + "/trial/start", "");
            first.add(site.given("user-"));
            assertTrue(first.getFirst().contains(true) && first.getFirst().contains(false), first::toString);
            site.weigh(0);
            assertEquals(first.getFirst(), site.given("user-"));
            assertEquals(nobody, site.given("late-"));
        });
        run(site -> {
            assertEquals(first.getFirst(), site.given("user-"));
            site.json("POST", ENVIRONMENT + "/set", "{\"flag\": \"pay\", \"to\": \"off\", \"reason\": \"it breaks\"}");
            assertEquals(nobody, site.given("user-"));
            site.weigh(0);
            String kept = "user-" + first.getFirst().indexOf(true);
            assertEquals("{\"key\":\"pay\",\"metadata\":{\"kept\":true},\"reason\":\"SPLIT\",\"value\":true,\"variant\":\"on\"}", site.pay(kept).toString());
            assertTheTagFollows(site, kept);
            assertEquals(nobody, site.given("user-"));
        });
    }

    /** Of somebody whose variant no weight gives any more: the answer is the same until the experiment stops, and then another under the same version. */
    private static void assertTheTagFollows(Site site, String user) throws Exception {
        HttpResponse<String> kept = site.send("POST", ALL, about(user));
        String version = kept.headers().firstValue("X-Flags-Version").orElseThrow();
        assertEquals(304, site.send("POST", ALL, about(user), "If-None-Match", tag(kept)).statusCode());
        // Documents for caches stay what their version and context make them.
        String context = Base64.getUrlEncoder().withoutPadding().encodeToString(("{\"targetingKey\":\"" + user + "\"}").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> document = site.send("GET", "/flags/v1/decisions/" + version + "/" + context, "");
        assertTrue(document.body().contains("\"value\":false"), document.body());
        site.json("POST", EXPERIMENTS + "/trial/stop", "");
        HttpResponse<String> ruled = site.send("POST", ALL, about(user), "If-None-Match", tag(kept));
        assertEquals(200, ruled.statusCode());
        assertEquals(version, ruled.headers().firstValue("X-Flags-Version").orElseThrow());
        assertNotEquals(tag(kept), tag(ruled));
        assertEquals(304, site.send("POST", ALL, about(user), "If-None-Match", tag(ruled)).statusCode());
        assertEquals(200, site.send("POST", ALL, about(user), "If-None-Match", tag(kept)).statusCode());
    }
}
