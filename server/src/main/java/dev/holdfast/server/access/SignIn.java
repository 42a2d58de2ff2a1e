package dev.holdfast.server.access;

import dev.holdfast.server.api.Role;
import dev.holdfast.server.tenant.TenantName;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who is signed in to the console.
 *
 * @param id names the sign-in; no secret
 * @param csrfToken what changing calls carry beside the cookie
 * @param created when it began
 * @param lastSeen when it was last used
 */
public record SignIn(String id, Subject subject, String csrfToken, Instant created, Instant lastSeen) {
    /** Who signed in. */
    public sealed interface Subject {}

    /** Somebody with a token. */
    public record ByToken(String tokenId) implements Subject {}

    /** A person with a password. */
    public record ByPassword(String user) implements Subject {}

    /** Whoever had the one-time token of a console for one person. */
    public record ByOneTime(Role role, Optional<TenantName> tenant) implements Subject {}

    SignIn seenAt(Instant moment) {
        return new SignIn(id, subject, csrfToken, created, moment);
    }
}
