import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.Assembly;
import dev.holdfast.server.Server;
import dev.holdfast.server.ServerOptions;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.work.ServerThreads;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An experiment that has been running since yesterday, for the walk through the console: a unit counts more than ten minutes after it was reported,
 * and nobody waits for that. A server whose clock is set back takes everything in as programs report it, always the same, and ends.
 *
 * <p>Argument: the data directory, in which the server that is walked through is started afterwards.
 */
final class PastExperiment {
    private static final int UNITS = 4_000;
    private static final int BATCH = 1_000;
    private static final String PLACE = "/flags/journey/past";
    private static final String EXPERIMENTS = "/api/v1/experiments/journey/past";
    private static final String PLAN =
            """
            {"name": "checkout-button", "flag": "new-button", "variants": [{"name": "off"}, {"name": "on"}],
             "primary": {"name": "revenue", "covariate": "revenue"},
             "guardrails": [{"name": "page-errors", "better": "lower", "margin": 0.2}],
             "secondary": [{"name": "newsletter", "kind": "conversion"}],
             "window_minutes": 60, "planned_units": 4000}""";

    private final Server server;
    private final HttpClient client;
    private final String admin;
    private final EarlierClock clock;

    private PastExperiment(Server server, HttpClient client, String admin, EarlierClock clock) {
        this.server = server;
        this.client = client;
        this.admin = admin;
        this.clock = clock;
    }

    /** The machine's clock, set back. */
    private static final class EarlierClock implements Clock {
        private volatile Duration by = Duration.ofHours(30);

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
        EarlierClock clock = new EarlierClock();
        try (StructuredLog log = StructuredLog.to(OutputStream.nullOutputStream(), clock, ServerThreads.virtual("log"));
                Server server = Server.start(ServerOptions.local(data), new Assembly(), log, clock, Entropy.system());
                HttpClient client = HttpClient.newHttpClient()) {
            new PastExperiment(server, client, Files.readString(data.resolve("admin-token")).strip(), clock).run();
        }
    }

    private void run() throws Exception {
        post("/api/v1/flags/projects", "{\"name\": \"journey\"}");
        post("/api/v1/flags/projects/journey/environments", "{\"name\": \"past\"}");
        post(EXPERIMENTS, PLAN);
        Random random = new Random(20_261_127);
        double[] habits = random.doubles(UNITS, 0, 100).toArray();
        report("metrics", unit -> metric("revenue", unit, habits[unit]));
        clock.by = Duration.ofHours(27);
        post(EXPERIMENTS + "/checkout-button/start", "");
        clock.by = Duration.ofHours(26);
        report("exposures", unit -> "{\"flag\": \"new-button\", \"variant\": \"" + (isOn(unit) ? "on" : "off") + "\", \"targetingKey\": \"visitor-" + unit + "\"}");
        report("metrics", unit -> metric("revenue", unit, habits[unit] + 8 * random.nextGaussian() + (isOn(unit) ? 3 : 0)));
        report("metrics", unit -> metric("page-errors", unit, random.nextInt(3)));
        // Whoever does not subscribe does something that no metric is about.
        report("metrics", unit -> metric(random.nextInt(5) == 0 ? "newsletter" : "visit", unit, 1));
    }

    private static boolean isOn(int unit) {
        return unit % 2 == 1;
    }

    private static String metric(String name, int unit, double value) {
        return String.format(Locale.ROOT, "{\"name\": \"%s\", \"targetingKey\": \"visitor-%d\", \"value\": %.2f}", name, unit, value);
    }

    /** One event of each unit, in batches. */
    private void report(String list, IntFunction<String> event) throws Exception {
        for (int from = 0; from < UNITS; from += BATCH) {
            String events = IntStream.range(from, from + BATCH).mapToObj(event).collect(Collectors.joining(","));
            post(PLACE + "/flags/v1/" + list, "{\"" + list + "\": [" + events + "]}");
        }
    }

    private void post(String path, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .header("Authorization", "Bearer " + admin)
                .header("Content-Type", "application/json")
                .POST(json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + " gave " + answer.statusCode() + " " + answer.body());
        }
    }
}
