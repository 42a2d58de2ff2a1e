package dev.holdfast.server.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** The headers of every answer: what a browser may do with it, and the request's id. */
final class SecurityHeaders {
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
            + "trusted-types 'none'";

    private static final String ONE_YEAR = "max-age=31536000";

    void put(String requestId, Request request, Response response) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("X-Request-Id", requestId);
        headers.put("Content-Security-Policy", POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        if (request.isSecure()) {
            headers.put("Strict-Transport-Security", ONE_YEAR);
        }
    }
}
