package dev.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.http.TokenTable;
import dev.holdfast.server.json.Json;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.work.ServerThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever watches the server hears of its disk and its rows. */
class ReadinessTest {
    @TempDir
    private Path directory;

    private final StructuredLog log = StructuredLog.to(OutputStream.nullOutputStream(), Clock.system(), ServerThreads.virtual("log"));
    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<Foundation> foundation = new CompletableFuture<>();
    private final TestDisk disk = new TestDisk();

    @AfterEach
    void close() {
        client.close();
        log.close();
    }

    private static final class TestDisk implements DiskCheck.Disk {
        private volatile boolean writable = true;
        private volatile boolean reachable = true;
        private volatile long freeBytes = Long.MAX_VALUE;

        @Override
        public boolean isWritable() throws IOException {
            if (!reachable) {
                throw new IOException("gone");
            }
            return writable;
        }

        @Override
        public long freeBytes() {
            return freeBytes;
        }
    }

    private final class Watched implements Composition {
        @Override
        public List<Migration> migrations() {
            return List.of();
        }

        @Override
        public Parts compose(Foundation on) {
            foundation.complete(on);
            ServerPart part = ServerPart.of("watched", List.of())
                    .check(new DatabaseCheck(on.database()))
                    .check(new DiskCheck(disk));
            return new Parts(TokenTable.of("t"), tenant -> OptionalInt.empty(), List.of(part));
        }
    }

    private void requireReady(Server server, int status, String check, String state) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/health/ready")).build();
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        assertEquals(status, answer.statusCode());
        JsonNode body = Json.tree(answer.body());
        assertEquals(status == 200 ? "ready" : "not_ready", body.get("status").asText());
        boolean isFound = false;
        for (JsonNode one : body.get("checks")) {
            isFound |= one.get("name").asText().equals(check) && one.get("status").asText().equals(state);
        }
        assertTrue(isFound, body::toString);
    }

    @Test
    void aDiskWithoutRoomOrWritingWarnsAndOneThatIsGoneOrRowsThatFailAreNotReady() throws Exception {
        try (Server server = Server.start(ServerOptions.local(directory), new Watched(), log, Clock.system(), Entropy.system())) {
            requireReady(server, 200, "disk", "ok");
            requireReady(server, 200, "database", "ok");
            disk.freeBytes = DiskCheck.LOW_BYTES - 1;
            requireReady(server, 200, "disk", "warning");
            disk.freeBytes = DiskCheck.LOW_BYTES;
            disk.writable = false;
            requireReady(server, 200, "disk", "warning");
            disk.reachable = false;
            requireReady(server, 503, "disk", "failing");
            disk.reachable = true;
            disk.writable = true;
            requireReady(server, 200, "disk", "ok");
            foundation.get().database().close();
            requireReady(server, 503, "database", "failing");
        }
    }
}
