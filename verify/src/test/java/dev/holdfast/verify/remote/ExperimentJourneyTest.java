package dev.holdfast.verify.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.Assembly;
import dev.holdfast.server.Server;
import dev.holdfast.server.ServerOptions;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.work.ServerThreads;
import dev.holdfast.verify.program.Sandbox;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An experiment from its plan to its end, as its operator sees it. */
final class ExperimentJourneyTest {
    private static final int UNITS = 4_000;
    private static final int BATCH = 1_000;
    private static final String PLAN =
            """
            {"name": "checkout", "flag": "new-checkout", "variants": [{"name": "off"}, {"name": "on"}],
             "primary": {"name": "revenue", "covariate": "revenue"},
             "guardrails": [{"name": "page-errors", "better": "lower", "margin": 0.2}],
             "secondary": [{"name": "newsletter", "kind": "conversion"}],
             "window_minutes": 60, "planned_units": 4000}""";

    private final ShiftedClock clock = new ShiftedClock();

    /** The machine's clock, set ahead. */
    private static final class ShiftedClock implements Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant now() {
            return Clock.system().now().plus(ahead);
        }

        @Override
        public long monotonicNanos() {
            return Clock.system().monotonicNanos();
        }
    }

    /** A server, and who runs an experiment on it. */
    private record Site(Sandbox sandbox, Server server, HttpClient client) {
        String post(String path, String json, String key) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + path))
                    .header("Authorization", "Bearer " + sandbox.environment().get("HOLDFAST_TOKEN"))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .POST(BodyPublishers.ofString(json))
                    .build();
            try {
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                assertTrue(answer.statusCode() < 300, () -> path + " gave " + answer.statusCode() + " " + answer.body());
                return answer.body();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(path, e);
            }
        }

        /** Posts one event for each unit, in batches. */
        void postAll(String name, IntFunction<String> event) {
            String list = name.startsWith("exposures") ? "exposures" : "metrics";
            for (int from = 0; from < UNITS; from += BATCH) {
                String events = IntStream.range(from, from + BATCH).mapToObj(event).collect(Collectors.joining(","));
                post("/flags/v1/" + list, "{\"" + list + "\":[" + events + "]}", name + "-" + from);
            }
        }

        String command(String... words) {
            String[] all = IntStream.range(0, words.length + 2)
                    .mapToObj(i -> i < words.length ? words[i] : i == words.length ? "--repo" : server.address().toString())
                    .toArray(String[]::new);
            return sandbox.here(all).expect(ExitCode.COMPLETE).out();
        }
    }

    private static String metric(String name, int unit, double value) {
        return String.format(Locale.ROOT, "{\"name\":\"%s\",\"targetingKey\":\"u%d\",\"value\":%.4f}", name, unit, value);
    }

    /** What an experiment is made of: what each unit is used to, and what the variant does to it. */
    private void takePart(Site site, long seed) {
        Random random = new Random(seed);
        double[] habits = random.doubles(UNITS, 0, 100).toArray();
        site.postAll("metrics-before", unit -> metric("revenue", unit, habits[unit]));
        clock.ahead = clock.ahead.plusMinutes(5);
        assertEquals("checkout is running\n", site.command("experiments", "start", "checkout"));
        clock.ahead = clock.ahead.plusMinutes(5);
        site.postAll("exposures-all", unit -> String.format(
                "{\"flag\":\"new-checkout\",\"variant\":\"%s\",\"targetingKey\":\"u%d\"}", isOn(unit) ? "on" : "off", unit));
        site.postAll("metrics-revenue", unit -> metric("revenue", unit, habits[unit] + 5 * random.nextGaussian() + (isOn(unit) ? 4 : 0)));
        site.postAll("metrics-errors", unit -> metric("page-errors", unit, random.nextInt(3)));
        site.postAll("metrics-news", unit -> metric(unit % 5 == 0 ? "newsletter" : "nothing-of-interest", unit, 1));
    }

    private static boolean isOn(int unit) {
        return unit % 2 == 1;
    }

    private static void assertLine(String regex, String text) {
        assertTrue(Pattern.compile(regex).matcher(text).find(), () -> "no " + regex + " in\n" + text);
    }

    @Test
    void anEffectIsFoundOnceWindowsHaveEndedAndTheTableSaysSo() throws IOException {
        try (Sandbox sandbox = Sandbox.create();
                StructuredLog log = StructuredLog.to(OutputStream.nullOutputStream(), clock, ServerThreads.virtual("log"));
                Server server = Server.start(
                        ServerOptions.local(sandbox.path("server")), new Assembly(), log, clock, Entropy.system());
                HttpClient client = HttpClient.newHttpClient()) {
            sandbox.with("HOLDFAST_TOKEN", Files.readString(sandbox.path("server").resolve("admin-token")).strip());
            Site site = new Site(sandbox, server, client);
            site.post("/api/v1/experiments/default/production", PLAN, "make-the-plan");
            takePart(site, 20_261_127);
            assertLine("revenue \\* +on +0 .* too few units", site.command("experiments", "show", "checkout"));

            clock.ahead = clock.ahead.plusMinutes(71);

            String shown = site.command("experiments", "show", "checkout");
            System.out.println(shown);
            assertLine("  on: 2,000 units\n", shown);
            assertLine("revenue \\* +off +2,000 .* control", shown);
            assertLine("revenue \\* +on +2,000 .* better", shown);
            assertLine("page-errors +on +2,000 .* holds", shown);
            assertLine("newsletter +on +2,000 .* undecided", shown);
            assertTrue(site.command("experiments", "show", "checkout", "--json").contains("\"mismatch\":false"));
            assertEquals("checkout is stopped\n", site.command("experiments", "stop", "checkout"));
            assertLine("checkout +stopped +revenue", site.command("experiments", "list"));
        }
    }
}
