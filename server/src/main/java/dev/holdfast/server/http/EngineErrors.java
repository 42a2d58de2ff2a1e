package dev.holdfast.server.http;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Reply;
import java.util.HexFormat;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Request.Handler;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty itself refuses, such as a malformed head, in the form of all other errors. */
final class EngineErrors implements Handler {
    private final Entropy entropy;
    private final SecurityHeaders headers = new SecurityHeaders();

    EngineErrors(Entropy entropy) {
        this.entropy = entropy;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String requestId = HexFormat.of().formatHex(entropy.bytes(12));
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        try {
            headers.put(requestId, request, response);
            ReplyWriter.send(reply(status, requestId), ReplyWriter.Part.WHOLE, response, callback);
        } catch (RuntimeException e) {
            callback.failed(e);
        }
        return true;
    }

    private static Reply reply(int status, String requestId) {
        HoldfastException reason =
                switch (status) {
                    case 503 -> new HoldfastException(ErrorCode.STORE_BUSY, "the server is stopping", "try again later");
                    case 413, 414, 431 -> new HoldfastException(ErrorCode.LIMIT_EXCEEDED, "the head of the request is too long", "shorten it");
                    case 408 -> new HoldfastException(ErrorCode.INTERRUPTED, "the request arrived too slowly", "send it again");
                    default -> status < 500
                            ? new HoldfastException(ErrorCode.INVALID_ARGUMENT, "the request is malformed", "correct the address and headers")
                            : new HoldfastException(ErrorCode.INTERNAL, "");
                };
        return ErrorBody.reply(status, reason, requestId);
    }
}
