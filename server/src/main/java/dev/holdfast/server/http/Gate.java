package dev.holdfast.server.http;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Authenticator;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.tenant.TenantName;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Lets in whom a route admits, and nobody else. */
final class Gate {
    /** The console's cookie. */
    static final String COOKIE = "holdfast_session";

    private final Authenticator authenticator;
    private final OriginRules origins;

    Gate(Authenticator authenticator, OriginRules origins) {
        this.authenticator = authenticator;
        this.origins = origins;
    }

    /** Who asks, if they may; {@code UNAUTHORIZED} or {@code FORBIDDEN} otherwise. */
    Caller admitted(Request request, Method method, RouteTree.Match.Found found, String address) {
        Optional<String> cookie = cookie(request);
        Authenticator.Credentials credentials =
                new Authenticator.Credentials(header(request, "Authorization"), cookie, header(request, "X-CSRF-Token"), method, address);
        Access access = found.route().access();
        if (access instanceof Access.Public) {
            if (!CrossOrigin.admits(request, found)) {
                requireSameOrigin(request, method, Optional.of(""));
            }
            return perhaps(credentials);
        }
        requireSameOrigin(request, method, cookie);
        Caller caller = authenticator.authenticate(credentials);
        Optional<TenantName> tenant = Optional.ofNullable(found.variables().get("tenant")).filter(TenantName::isName).map(TenantName::new);
        if (!access.admits(caller, tenant)) {
            throw refused(caller);
        }
        return caller;
    }

    /** Whether {@link #admitted} would say the same again. */
    boolean stillAdmits(Request request, Method method, RouteTree.Match.Found found, String address) {
        try {
            admitted(request, method, found, address);
            return true;
        } catch (HoldfastException e) {
            return false;
        }
    }

    /** Old credentials do not keep anybody from what is open to all: signing in again is such a thing. */
    private Caller perhaps(Authenticator.Credentials credentials) {
        try {
            return authenticator.authenticate(credentials);
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.UNAUTHORIZED || e.code() == ErrorCode.FORBIDDEN) {
                return Caller.anonymous(credentials.address());
            }
            throw e;
        }
    }

    private void requireSameOrigin(Request request, Method method, Optional<String> cookie) {
        if (cookie.isPresent() && method != Method.GET && method != Method.HEAD) {
            origins.requireSameOrigin(request);
        }
    }

    private static HoldfastException refused(Caller caller) {
        return caller.isKnown()
                ? new HoldfastException(ErrorCode.FORBIDDEN, "your role or tenant does not allow this", "ask an administrator")
                : new HoldfastException(ErrorCode.UNAUTHORIZED, "this needs a token or a sign-in", "send a token as Authorization: Bearer hf_…");
    }

    private static Optional<String> cookie(Request request) {
        if (!request.getHeaders().contains(HttpHeader.COOKIE)) {
            return Optional.empty();
        }
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(cookie -> cookie.getValue())
                .findFirst();
    }

    private static Optional<String> header(Request request, String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }
}
