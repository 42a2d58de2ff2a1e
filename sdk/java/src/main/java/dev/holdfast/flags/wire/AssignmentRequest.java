package dev.holdfast.flags.wire;

import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.core.time.Clock;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Asks the server which variant a unit keeps. Thread-safe. */
public final class AssignmentRequest {
    private static final String PATH = "/flags/v1/assignments";
    private static final int ANSWER_BYTES = 64 << 10;

    private final FlagsHttp http;
    private final Clock clock;

    public AssignmentRequest(FlagsHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** A unit that was assigned a variant of a flag just now. */
    public record Question(String flag, String unit, String variant) {
        byte[] json() {
            return CanonicalJson.bytes(Map.of("flag", flag, "targetingKey", unit, "variant", variant));
        }
    }

    /** What the server said. */
    public sealed interface Answer {
        /** The unit keeps this variant. */
        record Kept(String variant) implements Answer {}

        /** Nothing is kept: no experiment that wants it runs on the flag. */
        record NotKept() implements Answer {}

        /** It cannot be found out, and may be tried again after this time at the earliest. */
        record Failed(Duration notBefore) implements Answer {}
    }

    /** Asks once, and waits no longer than {@code patience}. */
    public Answer ask(Question question, Duration patience) throws InterruptedException {
        try {
            HttpRequest request = http.request(PATH)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(question.json()))
                    .build();
            return answer(http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES), patience));
        } catch (IOException | RuntimeException e) {
            return new Answer.Failed(Duration.ZERO);
        }
    }

    private Answer answer(HttpResponse<byte[]> response) {
        boolean isSound = response.statusCode() == 200;
        if (isSound
                && JsonText.value(response.body()) instanceof Parsed.Document document
                && document.value() instanceof Map<?, ?> said
                && said.get("kept") instanceof Boolean kept
                && said.get("variant") instanceof String variant) {
            return kept ? new Answer.Kept(variant) : new Answer.NotKept();
        }
        return new Answer.Failed(RetryAfter.of(response, clock.now()));
    }
}
