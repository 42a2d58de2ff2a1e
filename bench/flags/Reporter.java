import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * A program that reports units of its own: a batch of exposures, then what happened to these units, then the next ones. It keeps an account of what
 * was acknowledged, to be read when it has ended.
 */
final class Reporter implements Callable<Reporter> {
    /** So far back lie the times that are reported. */
    static final Duration BACK = Duration.ofMinutes(10);

    private static final String[] METRICS = {"revenue", "page-errors"};
    private static final int SENT_AGAIN = 25;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Load load;
    private final int number;
    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private final Map<String, Long> sums = new TreeMap<>();
    private long nextUnit;
    private long batches;
    private long repeated;
    private long waited;

    /**
     * What all of them do.
     *
     * @param untilNanos when they end
     * @param metrics metric events for each exposure
     */
    record Load(HttpClient client, URI server, String token, long untilNanos, int batch, int metrics) {}

    /** What an event says. */
    enum Kind {
        EXPOSURE("exposures"),
        METRIC("metrics");

        private final String list;

        Kind(String list) {
            this.list = list;
        }
    }

    /**
     * A batch that the server has.
     *
     * @param time that its events bear
     */
    record Acknowledged(Kind kind, int events, Instant time, long answeredNanos, long tookNanos) {}

    Reporter(Load load, int number) {
        this.load = load;
        this.number = number;
    }

    List<Acknowledged> acknowledged() {
        return acknowledged;
    }

    /** What the events of each variant and metric add up to, by {@code VARIANT/METRIC}, and how many units each variant has, by {@code VARIANT}. */
    Map<String, Long> sums() {
        return sums;
    }

    /** Batches that were sent a second time. */
    long repeated() {
        return repeated;
    }

    /** How often the server said that it has too much to do. */
    long waited() {
        return waited;
    }

    @Override
    public Reporter call() throws Exception {
        while (System.nanoTime() < load.untilNanos()) {
            long first = nextUnit;
            nextUnit += load.batch();
            // Even a batch that is answered slowly belongs to the units before it.
            Instant time = Instant.now().minus(BACK);
            send(Kind.EXPOSURE, time, first, 0);
            for (int i = 0; i < load.metrics(); i++) {
                send(Kind.METRIC, time.plusMillis(1), first, i);
            }
        }
        return this;
    }

    private void send(Kind kind, Instant time, long first, int round) throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder(load.batch() * 120).append("{\"").append(kind.list).append("\":[");
        for (long unit = first; unit < first + load.batch(); unit++) {
            body.append(unit == first ? "" : ",").append(kind == Kind.EXPOSURE ? exposure(unit, time) : metric(unit, time, round));
        }
        HttpRequest request = HttpRequest.newBuilder(load.server().resolve("/flags/v1/" + kind.list))
                .header("Authorization", "Bearer " + load.token())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "batch-" + number + "-" + batches)
                .POST(BodyPublishers.ofString(body.append("]}").toString()))
                .build();
        acknowledge(kind, time, request);
        account(kind, first, round);
        if (++batches % SENT_AGAIN == 0) {
            // It is answered as it was the first time; whether it was counted again, the sums at the end tell.
            answer(request);
            repeated++;
        }
    }

    private void acknowledge(Kind kind, Instant time, HttpRequest request) throws IOException, InterruptedException {
        long start = System.nanoTime();
        JsonNode receipt = JSON.readTree(answer(request));
        long now = System.nanoTime();
        if (receipt.get("counted").asInt() != load.batch()) {
            throw new IllegalStateException("of a batch of " + load.batch() + " " + kind.list + " the server said " + receipt);
        }
        acknowledged.add(new Acknowledged(kind, load.batch(), time, now, now - start));
    }

    private String answer(HttpRequest request) throws IOException, InterruptedException {
        while (true) {
            HttpResponse<String> response = load.client().send(request, BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return response.body();
            }
            if (response.statusCode() != 429 && response.statusCode() != 503) {
                throw new IllegalStateException(request.uri() + " gave " + response.statusCode() + " " + response.body());
            }
            waited++;
            Thread.sleep(Duration.ofSeconds(response.headers().firstValueAsLong("Retry-After").orElse(1)));
        }
    }

    private void account(Kind kind, long first, int round) {
        for (long unit = first; unit < first + load.batch(); unit++) {
            if (kind == Kind.EXPOSURE) {
                sums.merge(variant(unit), 1L, Long::sum);
            } else {
                sums.merge(variant(unit) + "/" + name(round), value(unit, round), Long::sum);
            }
        }
    }

    private String exposure(long unit, Instant time) {
        return "{\"flag\":\"checkout\",\"variant\":\"" + variant(unit) + "\",\"targetingKey\":\"" + key(unit) + "\",\"time\":\"" + time + "\"}";
    }

    private String metric(long unit, Instant time, int round) {
        return "{\"name\":\"" + name(round) + "\",\"targetingKey\":\"" + key(unit) + "\",\"value\":" + value(unit, round) + ",\"time\":\"" + time + "\"}";
    }

    /** As identifiers of visitors are: in no order. */
    private String key(long unit) {
        long mixed = (unit * 64 + number + 1) * 0x9E3779B97F4A7C15L;
        return "visitor-" + Long.toHexString(mixed ^ (mixed >>> 32));
    }

    private static String variant(long unit) {
        return unit % 2 == 0 ? "off" : "on";
    }

    private static String name(int round) {
        return METRICS[round % METRICS.length];
    }

    /** Whole numbers, so that their sum does not depend on the order. */
    private static long value(long unit, int round) {
        return 1 + (unit * 7 + round * 13L) % 100;
    }
}
