package dev.holdfast.server.http;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** The headers of every answer: what a browser may do with it, and the request's id. */
final class SecurityHeaders {
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
            + "trusted-types 'none'";

    /** Written once, since every answer has them. */
    private static final List<HttpField> ALWAYS = List.of(
            new PreEncodedHttpField("Content-Security-Policy", POLICY),
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
            new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"),
            new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"));

    private static final HttpField ENCRYPTED_ALONE = new PreEncodedHttpField("Strict-Transport-Security", "max-age=31536000");

    /** Puts them in the place of whatever is there. */
    void put(String requestId, Request request, Response response) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.remove("X-Request-Id");
        headers.remove(ENCRYPTED_ALONE.getName());
        ALWAYS.forEach(field -> headers.remove(field.getName()));
        add(requestId, request, response);
    }

    /** Adds them to an answer without headers. */
    void add(String requestId, Request request, Response response) {
        HttpFields.Mutable headers = response.getHeaders();
        // Nothing of this is there yet, so that nothing has to be looked for.
        headers.add("X-Request-Id", requestId);
        ALWAYS.forEach(headers::add);
        if (request.isSecure()) {
            headers.add(ENCRYPTED_ALONE);
        }
    }
}
