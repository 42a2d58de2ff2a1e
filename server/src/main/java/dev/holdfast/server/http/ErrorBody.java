package dev.holdfast.server.http;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.limit.Admission;
import java.util.Locale;

/**
 * The body of every answer that is a failure.
 *
 * @param error what failed
 */
public record ErrorBody(Fault error) {
    /**
     * What failed.
     *
     * @param code stable name, an {@link ErrorCode} in lower case
     * @param kind what the caller may do about it
     * @param message cause and object
     * @param next what to do next; may be empty
     * @param requestId by which the server's log knows the request
     */
    public record Fault(String code, String kind, String message, String next, String requestId) {}

    private static final String RETRY_SECONDS = "1";

    /** The answer to a failure with a code. */
    static Reply reply(HoldfastException failure, String requestId) {
        return reply(status(failure.code()), failure, requestId);
    }

    /** The same with a status that says more than the code does. */
    static Reply reply(int status, HoldfastException failure, String requestId) {
        Reply reply = Reply.json(status, body(shown(failure, requestId), requestId));
        return switch (status) {
            case 401 -> reply.with("WWW-Authenticate", "Bearer");
            case 429, 503 -> reply.with("Retry-After", RETRY_SECONDS);
            default -> reply;
        };
    }

    /** The answer to a request for which there is no room. */
    static Reply reply(Admission.Decision.TurnedAway away, String requestId) {
        String kind = away.code().kind().name().toLowerCase(Locale.ROOT);
        Fault fault = new Fault(away.code().name().toLowerCase(Locale.ROOT), kind, away.message(), "try again later", requestId);
        return Reply.json(status(away.code()), new ErrorBody(fault)).with("Retry-After", RETRY_SECONDS);
    }

    /** The answer to a defect: nothing about it leaves the server. */
    static Reply internal(String requestId) {
        return reply(new HoldfastException(ErrorCode.INTERNAL, ""), requestId);
    }

    private static ErrorBody body(HoldfastException failure, String requestId) {
        return new ErrorBody(new Fault(
                failure.code().name().toLowerCase(Locale.ROOT),
                failure.kind().name().toLowerCase(Locale.ROOT),
                String.valueOf(failure.getMessage()),
                failure.next(),
                requestId));
    }

    /** Failures of the server's own machine name its files and directories, which concern nobody outside. */
    private static HoldfastException shown(HoldfastException failure, String requestId) {
        return switch (failure.code()) {
            case INTERNAL, IO_FAILED, ACCESS_DENIED, INDEX_DAMAGED, COMMAND_FAILED ->
                new HoldfastException(
                        failure.code(), "the server could not do this because of a fault of its own", "look in the server's log for request " + requestId);
            default -> failure;
        };
    }

    /** The HTTP status of a failure. */
    static int status(ErrorCode code) {
        return switch (code) {
            case INVALID_ARGUMENT, PASSPHRASE_MISSING -> 400;
            case UNAUTHORIZED -> 401;
            case FORBIDDEN, WRONG_PASSPHRASE, KEY_FORBIDS -> 403;
            case NOT_FOUND, REPOSITORY_NOT_FOUND, KEY_NOT_FOUND, SNAPSHOT_NOT_FOUND, PATH_NOT_FOUND, PACK_MISSING -> 404;
            case CONFLICT, REPOSITORY_EXISTS, REPOSITORY_VERSION, SNAPSHOT_AMBIGUOUS, SNAPSHOT_PROTECTED, TARGET_NOT_EMPTY -> 409;
            case WOULD_FORGET_EVERYTHING -> 409;
            case SESSION_EXPIRED -> 410;
            case CHANGED_MEANWHILE -> 412;
            case LIMIT_EXCEEDED -> 413;
            case PACK_DAMAGED, CHUNK_MISSING, CHUNK_DAMAGED, TREE_DAMAGED, MANIFEST_DAMAGED -> 422;
            case LOCKED -> 423;
            case OVERLOADED -> 429;
            case UNSUPPORTED -> 501;
            case STORE_BUSY, INTERRUPTED -> 503;
            case DISK_FULL, QUOTA_EXCEEDED -> 507;
            case SERVER_UNREACHABLE, CERTIFICATE_UNTRUSTED -> 502;
            case CONFIG_DAMAGED, KEY_DAMAGED, INDEX_DAMAGED, BUFFER_DAMAGED -> 500;
            case COMMAND_FAILED, ACCESS_DENIED, IO_FAILED, OUTCOME_UNKNOWN, INTERNAL -> 500;
        };
    }
}
