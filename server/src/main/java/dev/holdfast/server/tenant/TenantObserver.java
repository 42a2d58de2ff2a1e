package dev.holdfast.server.tenant;

/** Keeps something for tenants that goes when they go. */
@FunctionalInterface
public interface TenantObserver {
    /** Hears that a tenant is being removed, and removes what it keeps for it; called again if that was cut short. */
    void removed(TenantName tenant);
}
