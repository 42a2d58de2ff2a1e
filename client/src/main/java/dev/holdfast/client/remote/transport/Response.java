package dev.holdfast.client.remote.transport;

import dev.holdfast.client.remote.json.JsonObject;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * The answer to a request.
 *
 * @param attempts how often the request was sent; after more than one, an answer may be about the effect of an earlier one
 */
public record Response(int status, HttpHeaders headers, byte[] body, int attempts) {
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Whether an earlier attempt may have had its effect already. */
    public boolean isRepeated() {
        return attempts > 1;
    }

    public JsonObject json() {
        return JsonObject.parse(body);
    }
}
