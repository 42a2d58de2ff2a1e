package dev.holdfast.client.cli.access;

import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.remote.service.Tenants.Tenant;

/** A tenant as JSON. */
final class TenantFields {
    private TenantFields() {}

    static void write(Json json, Tenant tenant) {
        json.field("name", tenant.name()).field("created", tenant.created());
        tenant.quotaBytes().ifPresent(bytes -> json.field("quota_bytes", bytes));
        json.field("stored_bytes", tenant.storedBytes())
                .field("snapshots", tenant.snapshots())
                .field("agents", tenant.agents())
                .field("initialised", tenant.initialised());
    }
}
