package dev.holdfast.client.remote.transport;

import java.net.http.HttpResponse;

/** How one attempt ended. */
sealed interface Outcome {
    /** The server, or something before it, answered. */
    record Answered(HttpResponse<byte[]> response) implements Outcome {}

    /** The request cannot have had an effect: nothing of it was sent. */
    record NotSent(Throwable cause) implements Outcome {}

    /** It may have had its effect. */
    record Unknown(Throwable cause) implements Outcome {}
}
