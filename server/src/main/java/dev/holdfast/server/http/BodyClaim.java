package dev.holdfast.server.http;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.BodyRule;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Compares what the head of a request says about its body with what the route takes, before any of the body is read. */
final class BodyClaim {
    private BodyClaim() {}

    static void require(Request request, BodyRule rule) {
        long length = request.getLength();
        if (rule.form() == BodyRule.Form.NONE) {
            requireNone(request, length);
            return;
        }
        if (length > rule.limitBytes()) {
            throw new HoldfastException(
                    ErrorCode.LIMIT_EXCEEDED, "the body is longer than the " + rule.limitBytes() + " bytes allowed here", "send less at once");
        }
        // An HTML form cannot send JSON, so this also keeps other sites' forms out.
        if (rule.form() == BodyRule.Form.JSON && length != 0) {
            requireType(request, "application/json");
        } else if (rule.form() == BodyRule.Form.OCTETS && length != 0 && request.getHeaders().contains(HttpHeader.CONTENT_TYPE)) {
            requireType(request, "application/octet-stream");
        }
    }

    private static void requireNone(Request request, long length) {
        if (length > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
            throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, "this operation takes no body", "leave it out");
        }
    }

    private static void requireType(Request request, String wanted) {
        if (!wanted.equals(plain(request.getHeaders().get(HttpHeader.CONTENT_TYPE)))) {
            throw new Refusal(
                    415, new HoldfastException(ErrorCode.INVALID_ARGUMENT, "the body is not declared as " + wanted, "set Content-Type to " + wanted));
        }
    }

    private static String plain(@Nullable String type) {
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
