package dev.holdfast.server.tenant;

import java.util.OptionalInt;

/** Holds tenants to their limits. Thread-safe. */
public interface TenantLimits {
    /**
     * Admits bytes that are about to be stored; asked before each pack is read.
     *
     * @throws dev.holdfast.core.error.HoldfastException {@code QUOTA_EXCEEDED} if the tenant would then have more than its quota
     */
    void requireRoom(TenantName tenant, long bytes);

    /** How many requests a second the tenant's members may make together, or empty for no limit of its own. */
    OptionalInt requestsPerSecond(TenantName tenant);
}
