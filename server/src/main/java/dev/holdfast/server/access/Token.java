package dev.holdfast.server.access;

import dev.holdfast.server.api.Role;
import dev.holdfast.server.tenant.TenantName;
import java.time.Instant;
import java.util.Optional;

/**
 * A token without its secret.
 *
 * @param owner what it is called and what it opens
 * @param createdBy name of whoever made it
 * @param expires when it ends, or empty for never
 * @param lastUsed to the minute
 */
public record Token(
        String id, Owner owner, Instant created, String createdBy, Optional<Instant> expires, Optional<Instant> lastUsed, State state) {
    /**
     * Whom a token stands for.
     *
     * @param name what people call it
     * @param tenant the tenant it belongs to, or empty for all
     * @param agent the agent it is bound to, for the role AGENT
     */
    public record Owner(String name, Role role, Optional<TenantName> tenant, Optional<String> agent) {
        public Owner {
            if ((role == Role.AGENT) != agent.isPresent()) {
                throw new IllegalArgumentException("tokens of agents and no others are bound to one");
            }
            if (role == Role.AGENT && tenant.isEmpty()) {
                throw new IllegalArgumentException("an agent belongs to a tenant");
            }
        }
    }

    /** Whether it was taken back. */
    public enum State {
        VALID,
        REVOKED
    }

    /** Whether it opens anything at that moment. */
    public boolean isUsableAt(Instant moment) {
        return state == State.VALID && expires.map(moment::isBefore).orElse(true);
    }

    Token revoked() {
        return new Token(id, owner, created, createdBy, expires, lastUsed, State.REVOKED);
    }

    Token usedAt(Instant moment) {
        return new Token(id, owner, created, createdBy, expires, Optional.of(moment), state);
    }
}
