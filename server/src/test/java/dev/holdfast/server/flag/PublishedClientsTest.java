package dev.holdfast.server.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.http.HttpHost;
import dev.holdfast.server.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** OpenFeature's own clients, unmodified and run by Node, against the service. */
final class PublishedClientsTest {
    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path INSTALLED = Path.of("target/node");
    @Test
    void readWhatTheRulesGive() throws Exception {
        DeliveryRoutes routes = ShopFlags.routes();
        try (HttpHost host = HttpHost.local(routes.routes(), credentials -> Caller.anonymous(credentials.address()))) {
            install();
            JsonNode said = Json.tree(run("node", "clients.mjs", host.address().toString()));
            JsonNode web = said.path("web");
            expect(web.path("plan"), "{\"seats\":5}", "TARGETING_MATCH", "pro");
            expect(web.path("number"), "1", "STATIC", "x");
            expect(web.path("afterTheContextChanged"), "{\"seats\":1}", "DEFAULT", "free");
            assertEquals("42", web.path("disabled").path("value").toString());
            assertEquals("DISABLED", web.path("disabled").path("reason").asText());
            assertEquals("FLAG_NOT_FOUND", web.path("unknown").path("errorCode").asText());
            assertEquals("[200,200,304]", web.path("statuses").toString());
            JsonNode server = said.path("server");
            expect(server.path("plan"), "{\"seats\":5}", "TARGETING_MATCH", "pro");
            expect(server.path("number"), "1", "STATIC", "x");
            assertEquals("shop", server.path("plan").path("flagMetadata").path("team").asText());
            assertEquals("FLAG_NOT_FOUND", server.path("unknown").path("errorCode").asText());
            assertEquals("TYPE_MISMATCH", server.path("wrongType").path("errorCode").asText());
            assertEquals("[200,200,404,200]", server.path("statuses").toString());
        }
    }

    private static void expect(JsonNode given, String value, String reason, String variant) {
        assertEquals(List.of(value, reason, variant), List.of(given.path("value").toString(), given.path("reason").asText(), given.path("variant").asText()));
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        Path lock = INSTALLED.resolve("package-lock.json");
        boolean current = Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))
                && Files.exists(lock)
                && Files.mismatch(SOURCES.resolve("package-lock.json"), lock) < 0;
        for (String file : List.of("package.json", "package-lock.json", "clients.mjs")) {
            Files.copy(SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!current) {
            run("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
        }
    }

    private static byte[] run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(INSTALLED.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        byte[] output = process.getInputStream().readAllBytes();
        int code = process.waitFor();
        assertTrue(code == 0, () -> command[0] + " ended with " + code + ": " + new String(output, StandardCharsets.UTF_8));
        return output;
    }
}
