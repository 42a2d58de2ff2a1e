package dev.holdfast.client.remote.transport;

import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.engine.text.Names;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Turns an answer that says what went wrong into the failure that the server had. Its words are escaped: it may be anybody. */
final class ErrorAnswer {
    private ErrorAnswer() {}

    static HoldfastException of(Request request, HttpResponse<byte[]> answer) {
        return body(answer.body())
                .flatMap(body -> body.optionalObject("error"))
                .map(error -> known(error, answer.statusCode()))
                .orElseGet(() -> byStatus(request, answer.statusCode()));
    }

    /** Something before the server may have answered, and says it in its own way; the status is all there is then. */
    private static Optional<JsonObject> body(byte[] bytes) {
        try {
            return Optional.of(JsonObject.parse(bytes));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static HoldfastException known(JsonObject error, int status) {
        ErrorCode code = code(error.textOrEmpty("code"), status);
        String message = words(error.textOrEmpty("message"));
        boolean defect = code == ErrorCode.INTERNAL;
        String shown = message.isEmpty() ? code.name().toLowerCase(Locale.ROOT) : message;
        return new HoldfastException(
                code,
                defect ? "the server: " + shown + " (request " + words(error.textOrEmpty("request_id")) + ")" : shown,
                words(error.textOrEmpty("next")));
    }

    private static HoldfastException byStatus(Request request, int status) {
        return new HoldfastException(
                code(status), "the server answered " + request.method() + " " + request.path() + " with status " + status);
    }

    private static ErrorCode code(String name, int status) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.name().equalsIgnoreCase(name)) {
                return code;
            }
        }
        return code(status);
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 400, 405, 411, 415 -> ErrorCode.INVALID_ARGUMENT;
            case 401 -> ErrorCode.UNAUTHORIZED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 409 -> ErrorCode.CONFLICT;
            case 410 -> ErrorCode.SESSION_EXPIRED;
            case 412 -> ErrorCode.CHANGED_MEANWHILE;
            case 413 -> ErrorCode.LIMIT_EXCEEDED;
            case 423 -> ErrorCode.LOCKED;
            case 429 -> ErrorCode.STORE_BUSY;
            case 502, 503, 504 -> ErrorCode.OVERLOADED;
            case 507 -> ErrorCode.DISK_FULL;
            default -> ErrorCode.INTERNAL;
        };
    }

    private static String words(String text) {
        String line = text.length() > 2000 ? text.substring(0, 2000) : text;
        return Names.escape(line.getBytes(StandardCharsets.UTF_8));
    }
}
