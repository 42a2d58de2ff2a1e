package dev.holdfast.server.api;

import java.util.Optional;

/** Finds out who makes a request. Thread-safe. */
public interface Authenticator {
    /**
     * The credentials of a request as they arrived.
     *
     * @param authorization the {@code Authorization} header
     * @param cookie the value of the console's cookie
     * @param csrfToken the {@code X-CSRF-Token} header
     * @param method the request's method; one that changes something needs the CSRF token beside the cookie
     * @param address the peer's address
     */
    record Credentials(
            Optional<String> authorization, Optional<String> cookie, Optional<String> csrfToken, Method method, String address) {}

    /**
     * The caller, {@link Caller.Kind#ANONYMOUS} if there are no credentials.
     *
     * @throws dev.holdfast.core.error.HoldfastException {@code UNAUTHORIZED} if there are some and they are not valid (any more)
     */
    Caller authenticate(Credentials credentials);
}
