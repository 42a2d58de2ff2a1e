package dev.holdfast.flags.wire;

import dev.holdfast.core.time.Clock;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Hands a batch of exposures to the server. Thread-safe. */
public final class ExposureRequest {
    private static final String PATH = "/flags/v1/exposures";
    private static final int ANSWER_BYTES = 64 << 10;

    private final FlagsHttp http;
    private final Clock clock;
    private final Duration patience;

    public ExposureRequest(FlagsHttp http, Clock clock, Duration patience) {
        this.http = http;
        this.clock = clock;
        this.patience = patience;
    }

    /** What became of a batch. */
    public sealed interface Outcome {
        /** The server has it. */
        record Taken() implements Outcome {}

        /** The server will never take it. */
        record Refused(String reason) implements Outcome {}

        /** It may be tried again after this time at the earliest. */
        record Failed(Duration notBefore) implements Outcome {}
    }

    /** Sends a batch, which is a JSON document, once. */
    public Outcome send(byte[] batch) throws InterruptedException {
        try {
            HttpRequest request = http.request(PATH)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(batch))
                    .build();
            return outcome(http.send(request, BodyHandlers.limiting(BodyHandlers.discarding(), ANSWER_BYTES), patience));
        } catch (IOException | RuntimeException e) {
            return new Outcome.Failed(Duration.ZERO);
        }
    }

    private Outcome outcome(HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Outcome.Taken();
        }
        boolean mayPass = status >= 500 || status == 429 || status == 408 || status == 401;
        return mayPass
                ? new Outcome.Failed(RetryAfter.of(response, clock.now()))
                : new Outcome.Refused("the server answered " + status + " to exposures");
    }
}
