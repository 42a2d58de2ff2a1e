package dev.holdfast.server.browse;

import dev.holdfast.server.tenant.TenantName;
import java.util.Optional;

/** The agents of tenants, as far as names go. Thread-safe. */
@FunctionalInterface
public interface KnownAgents {
    /** The name of an agent by its id; empty if there is none such. */
    Optional<String> name(TenantName tenant, String agent);
}
