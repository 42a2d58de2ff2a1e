import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Somebody who looks at the results every second, and at the server's memory. */
final class Watch implements Runnable, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long EVERY_MILLIS = 1_000;

    private final HttpClient client;
    private final HttpRequest question;
    private final ServerProcess process;
    private final List<Look> looks = new ArrayList<>();
    private volatile boolean isEnding;
    private volatile JsonNode last = JSON.createObjectNode();

    /**
     * What was seen.
     *
     * @param answered when
     * @param units that count
     * @param failure empty if the server answered
     */
    record Look(Instant answered, long answeredNanos, long tookNanos, long units, long residentKilobytes, String failure) {}

    Watch(HttpClient client, URI server, String token, ServerProcess process) {
        this.client = client;
        this.question = HttpRequest.newBuilder(server.resolve(PlannedExperiment.PATH + "/results")).header("Authorization", "Bearer " + token).build();
        this.process = process;
    }

    @Override
    public void run() {
        try {
            while (!isEnding) {
                look();
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Looks no more. */
    @Override
    public void close() {
        isEnding = true;
    }

    /** Looks once, and tells how many units count. */
    long look() throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> response = client.send(question, BodyHandlers.ofString());
        long now = System.nanoTime();
        boolean isGood = response.statusCode() == 200;
        if (isGood) {
            last = JSON.readTree(response.body());
        }
        Look look = new Look(
                Instant.now(), now, now - start, units(), process.residentKilobytes(), isGood ? "" : response.statusCode() + " " + response.body());
        synchronized (looks) {
            looks.add(look);
        }
        return look.units();
    }

    private long units() {
        long units = 0;
        for (JsonNode variant : last.path("results").path("metrics").path(0).path("variants")) {
            units += variant.get("units").asLong();
        }
        return units;
    }

    /** The results as they were last seen. */
    JsonNode last() {
        return last;
    }

    List<Look> looks() {
        synchronized (looks) {
            return List.copyOf(looks);
        }
    }
}
