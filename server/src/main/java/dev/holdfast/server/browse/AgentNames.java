package dev.holdfast.server.browse;

import dev.holdfast.server.tenant.TenantName;
import java.util.Optional;

/** What people call the agents of tenants. Thread-safe. */
@FunctionalInterface
public interface AgentNames {
    /** The name of an agent by its id; empty if there is none such any more. */
    Optional<String> name(TenantName tenant, String agent);
}
