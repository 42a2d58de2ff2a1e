package dev.holdfast.server.http;

import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Origins;
import dev.holdfast.server.api.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers which pages of other origins may use an operation (CORS). Cookies are never among what they may send: whoever has an
 * operation for others' pages has it for everybody.
 */
final class CrossOrigin {
    private static final String SENT = "Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Flags-Version";
    private static final String READ = "ETag, Retry-After, X-Flags-Version";
    private static final String PREFLIGHT_SECONDS = "7200";

    private CrossOrigin() {}

    /** Whether the request comes from such a page. */
    static boolean admits(Request request, RouteTree.Match.Found found) {
        String origin = request.getHeaders().get("Origin");
        return origin != null && answer(origin, origins(found)) != null;
    }

    /** Says in the answer whether the page may read it. */
    static void mark(Request request, Response response, RouteTree.Match.Found found) {
        Set<String> origins = origins(found);
        if (origins.isEmpty()) {
            return;
        }
        HttpFields.Mutable headers = response.getHeaders();
        if (!origins.contains(Origins.ANY)) {
            // A cache between must not give one page what was answered to another.
            headers.put("Vary", "Origin");
        }
        String origin = request.getHeaders().get("Origin");
        String allowed = answer(origin == null ? "" : origin, origins);
        if (allowed != null) {
            headers.put("Access-Control-Allow-Origin", allowed);
            headers.put("Access-Control-Expose-Headers", READ);
            headers.put("Cross-Origin-Resource-Policy", "cross-origin");
        }
    }

    /** The answer to a browser that asks beforehand; empty if it is not that, or not about what other pages may use. */
    static Optional<Reply> preflight(Request request, RouteTree tree, List<String> segments) {
        String origin = request.getMethod().equals("OPTIONS") ? request.getHeaders().get("Origin") : null;
        String wanted = origin == null ? null : request.getHeaders().get("Access-Control-Request-Method");
        if (origin == null || wanted == null) {
            return Optional.empty();
        }
        return Method.of(wanted)
                .flatMap(method -> tree.match(method, segments) instanceof RouteTree.Match.Found found ? preflight(origin, method, found) : Optional.empty());
    }

    private static Optional<Reply> preflight(String origin, Method method, RouteTree.Match.Found found) {
        return Optional.ofNullable(answer(origin, origins(found))).map(allowed -> Reply.empty(204)
                .with("Access-Control-Allow-Origin", allowed)
                .with("Access-Control-Allow-Methods", method.name())
                .with("Access-Control-Allow-Headers", SENT)
                .with("Access-Control-Max-Age", PREFLIGHT_SECONDS)
                .with("Vary", "Origin"));
    }

    private static Set<String> origins(RouteTree.Match.Found found) {
        return found.route().origins().of().apply(found.variables());
    }

    private static @Nullable String answer(String origin, Set<String> origins) {
        if (origins.contains(Origins.ANY)) {
            return Origins.ANY;
        }
        return origins.contains(origin) ? origin : null;
    }
}
