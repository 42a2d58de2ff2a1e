package dev.holdfast.server.audit;

import dev.holdfast.server.tenant.TenantName;
import java.time.Instant;
import java.util.Optional;

/**
 * Which records are wanted.
 *
 * @param tenant whose, or empty for all of the server
 * @param actor name or id of whoever acted
 * @param action the action, or with a {@code .} at its end all that begin so
 * @param from not before
 * @param to before
 */
public record AuditQuery(
        Optional<TenantName> tenant,
        Optional<String> actor,
        Optional<String> action,
        Optional<Instant> from,
        Optional<Instant> to) {
    /** Everything of a tenant, or of the server if it is empty. */
    public static AuditQuery all(Optional<TenantName> tenant) {
        return new AuditQuery(tenant, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
