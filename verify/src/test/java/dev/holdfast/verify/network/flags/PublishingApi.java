package dev.holdfast.verify.network.flags;

import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.control.flag.FlagsVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What publishers ask of the server, each thing once: whoever gets no answer has to know what to do. */
final class PublishingApi {
    private static final String ENVIRONMENT = "/api/v1/flags/projects/default/environments/production";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int PAGE = 500;

    private final HttpClient client;
    private final String address;
    private final String token;

    PublishingApi(HttpClient client, String address, String token) {
        this.client = client;
        this.address = address;
        this.token = token;
    }

    /** A document with its version. */
    record Document(FlagsVersion version, Counters counters) {}

    /** A publication of the history. */
    record Entry(long sequence, String reason) {}

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + ENVIRONMENT + path)).timeout(PATIENCE).header("Authorization", "Bearer " + token);
    }

    private byte[] get(String path) throws IOException, InterruptedException {
        return whole(client.send(request(path).build(), BodyHandlers.ofByteArray())).body();
    }

    private static HttpResponse<byte[]> whole(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException("answered " + answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer;
    }

    Document document(Optional<Long> sequence) throws IOException, InterruptedException {
        HttpRequest request = request("/document" + sequence.map(number -> "?version=" + number).orElse("")).build();
        HttpResponse<byte[]> answer = whole(client.send(request, BodyHandlers.ofByteArray()));
        FlagsVersion version = FlagsVersion.read(answer.headers().firstValue("X-Flags-Version").orElse("")).orElseThrow();
        return new Document(version, Counters.read(answer.body()));
    }

    /** Publishes a whole document on top of a version. */
    HttpResponse<byte[]> publish(Counters counters, FlagsVersion on, String reason, String key) throws IOException, InterruptedException {
        HttpRequest request = request("/document?reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8))
                .header("Content-Type", "application/json")
                .header("If-Match", "\"" + on + "\"")
                .header("Idempotency-Key", key)
                .PUT(BodyPublishers.ofString(counters.json()))
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    /** Changes one flag, whatever the others are. */
    HttpResponse<byte[]> change(String flag, long value, String key) throws IOException, InterruptedException {
        String body = "{\"edits\": [{\"kind\": \"put\", \"flag\": \"" + flag + "\", \"definition\": " + Counters.definition(value)
                + "}], \"reason\": \"" + flag + " " + value + "\"}";
        HttpRequest request = request("/changes")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    /** Why a flag was changed last. */
    String lastReason(String flag) throws IOException, InterruptedException {
        List<JsonObject> versions = JsonObject.parse(get("/history?flag=" + flag + "&limit=" + PAGE)).objects("versions");
        return versions.isEmpty() ? "" : versions.getFirst().text("reason");
    }

    /** All publications, oldest first. */
    List<Entry> history() throws IOException, InterruptedException {
        List<Entry> entries = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            JsonObject page = JsonObject.parse(get("/history?limit=" + PAGE + after.get()));
            page.objects("versions").forEach(version -> entries.add(new Entry(version.number("sequence"), version.text("reason"))));
            after = page.optionalText("next").map(next -> "&after=" + next);
        }
        return entries.reversed();
    }
}
