package dev.holdfast.server.access;

import dev.holdfast.server.tenant.TenantName;

/** Gives agents their ids, so that a token can be bound to one. Thread-safe. */
@FunctionalInterface
public interface AgentIds {
    /** The id of a tenant's agent of that name, which is made if it is new. */
    String idOf(TenantName tenant, String name);
}
