package dev.holdfast.server.tenant.admin;

import dev.holdfast.server.tenant.Repositories;
import dev.holdfast.server.tenant.TenantName;

/** What tenants use. Thread-safe. */
public interface TenantUsage {
    Repositories repositories();

    /** Bytes in packs. */
    long storedBytes(TenantName tenant);

    long snapshots(TenantName tenant);

    long agents(TenantName tenant);
}
