package dev.holdfast.server.tenant;

import java.util.Optional;

/** What agents are called. Thread-safe. */
@FunctionalInterface
public interface AgentNames {
    /** The name of an agent; empty if there is none with this id (any more). */
    Optional<String> name(TenantName tenant, String agent);
}
