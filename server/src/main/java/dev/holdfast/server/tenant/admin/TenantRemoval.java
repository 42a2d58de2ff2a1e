package dev.holdfast.server.tenant.admin;

import dev.holdfast.server.tenant.TenantName;

/** Removes a tenant. Thread-safe. */
@FunctionalInterface
public interface TenantRemoval {
    /**
     * Removes a tenant with everything that belongs to it; repeated after it was cut short, it does the rest.
     *
     * @throws dev.holdfast.core.error.HoldfastException {@code SNAPSHOT_PROTECTED} while it has a snapshot that may not be forgotten
     */
    void remove(TenantName tenant);
}
