package dev.holdfast.server.fleet;

import dev.holdfast.control.config.Effective;
import dev.holdfast.server.tenant.TenantName;

/** What is configured for agents. Thread-safe; answers from memory. */
@FunctionalInterface
public interface AgentValues {
    /** What holds for an agent now. */
    Effective of(TenantName tenant, String agent);
}
