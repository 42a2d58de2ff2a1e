import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.Assembly;
import dev.holdfast.server.Server;
import dev.holdfast.server.ServerOptions;
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
import java.time.Duration;
import java.time.Instant;

/**
 * Makes a data directory in which an experiment was started an hour ago, and prints a token for programs that report to it.
 *
 * <p>Argument: the directory.
 */
final class PlannedExperiment {
    /** The experiment, which all that measure it know. */
    static final String PATH = "/api/v1/experiments/default/production/intake";

    private static final String PLAN =
            """
            {"name": "intake", "flag": "checkout", "variants": [{"name": "off"}, {"name": "on"}], "primary": {"name": "revenue"},
             "guardrails": [{"name": "page-errors", "better": "lower", "margin": 0.05}], "window_minutes": 1, "planned_units": 1000000}""";

    private final Server server;
    private final HttpClient client;
    private final String admin;

    private PlannedExperiment(Server server, HttpClient client, String admin) {
        this.server = server;
        this.client = client;
        this.admin = admin;
    }

    /** The machine's clock, set back. */
    private record EarlierClock(Duration by) implements Clock {
        @Override
        public Instant now() {
            return Clock.system().now().minus(by);
        }

        @Override
        public long monotonicNanos() {
            return Clock.system().monotonicNanos();
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        Clock clock = new EarlierClock(Duration.ofHours(1));
        try (StructuredLog log = StructuredLog.to(OutputStream.nullOutputStream(), clock, ServerThreads.virtual("log"));
                Server server = Server.start(ServerOptions.local(data), new Assembly(), log, clock, Entropy.system());
                HttpClient client = HttpClient.newHttpClient()) {
            System.out.println(new PlannedExperiment(server, client, Files.readString(data.resolve("admin-token")).strip()).start());
        }
    }

    private String start() throws Exception {
        post("/api/v1/experiments/default/production", PLAN);
        post(PATH + "/start", "");
        byte[] made = post("/api/v1/tokens", "{\"name\": \"shop\", \"role\": \"application\"}").getBytes(StandardCharsets.UTF_8);
        return Json.tree(made).get("token").asText();
    }

    private String post(String path, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .header("Authorization", "Bearer " + admin)
                .header("Content-Type", "application/json")
                .POST(json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + " gave " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
