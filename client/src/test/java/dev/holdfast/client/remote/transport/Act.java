package dev.holdfast.client.remote.transport;

import java.util.Map;

/** What a {@link ScriptedServer} does with a request. */
sealed interface Act {
    /** Reads it and answers. */
    record Answer(int status, Map<String, String> headers, byte[] body) implements Act {}

    /** Reads this much of its body and resets the connection. */
    record ResetAfter(int bodyBytes) implements Act {}

    /** Reads it, does it, and closes the connection without an answer. */
    record LoseAnswer() implements Act {}

    /** Answers, but only with this much of the body it announces. */
    record CutAnswer(int announced, int sent) implements Act {}

    /** Reads it and stays silent. */
    record Stall() implements Act {}

    static Act ok() {
        return new Answer(200, Map.of(), "fine".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    static Act status(int status, String body) {
        return new Answer(status, Map.of(), body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
