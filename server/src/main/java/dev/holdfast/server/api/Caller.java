package dev.holdfast.server.api;

import dev.holdfast.server.tenant.TenantName;
import java.util.Optional;

/**
 * Who makes a call.
 *
 * @param kind how they are known
 * @param id stable name of the token, user or sign-in, for the audit log
 * @param name what people call them
 * @param role what they may do; meaningless for {@link Kind#ANONYMOUS}
 * @param tenant the tenant they belong to, or empty for all
 * @param agent the agent a token of role AGENT is bound to
 * @param signIn the console sign-in that the call belongs to, if it came with a cookie
 * @param address the peer's address as the server itself saw it
 */
public record Caller(
        Kind kind,
        String id,
        String name,
        Role role,
        Optional<TenantName> tenant,
        Optional<String> agent,
        Optional<String> signIn,
        String address) {
    /** How a caller is known. */
    public enum Kind {
        ANONYMOUS,
        TOKEN,
        USER,
        /** The one-time token of {@code holdfast ui}. */
        ONE_TIME,
        /** The server itself: schedules and start-up. */
        SERVER
    }

    /** Nobody in particular. */
    public static Caller anonymous(String address) {
        return new Caller(Kind.ANONYMOUS, "", "", Role.READER, Optional.empty(), Optional.empty(), Optional.empty(), address);
    }

    /** The server acting on its own. */
    public static Caller server() {
        return new Caller(Kind.SERVER, "server", "server", Role.ADMIN, Optional.empty(), Optional.empty(), Optional.empty(), "");
    }

    public boolean isKnown() {
        return kind != Kind.ANONYMOUS;
    }

    /** Whether the caller belongs to no single tenant. */
    public boolean isServerWide() {
        return isKnown() && tenant.isEmpty();
    }
}
