package dev.holdfast.server.tenant;

/** The repositories of all tenants, opened when they are first asked for. Thread-safe. */
public interface Repositories {
    /** The repository of a tenant; {@code NOT_FOUND} if there is no such tenant. */
    RepositoryAccess of(TenantName tenant);

    /** Closes a tenant's repository and removes it with everything in it, durably; one that is not there is fine. */
    void remove(TenantName tenant);
}
