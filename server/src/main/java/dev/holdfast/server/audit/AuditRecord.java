package dev.holdfast.server.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An act that was written down.
 *
 * @param id counts up
 * @param tenant whose, or empty if it concerns the whole server
 * @param chain hash over this record and the chain of the one before, in hex
 */
public record AuditRecord(
        long id,
        Instant time,
        Optional<String> tenant,
        String actor,
        String actorKind,
        String role,
        String action,
        String object,
        String outcome,
        String address,
        String requestId,
        Map<String, Object> detail,
        String chain) {
    public AuditRecord {
        detail = Map.copyOf(detail);
    }
}
