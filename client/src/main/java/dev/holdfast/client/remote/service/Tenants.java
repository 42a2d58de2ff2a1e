package dev.holdfast.client.remote.service;

import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Response;
import dev.holdfast.client.remote.transport.Transport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The tenants of a server. */
public final class Tenants {
    private final Transport transport;

    public Tenants(Transport transport) {
        this.transport = transport;
    }

    /** A tenant as the server describes it. */
    public record Tenant(
            String name, String created, OptionalLong quotaBytes, long storedBytes, long snapshots, long agents, boolean initialised) {
        static Tenant read(JsonObject tenant) {
            return new Tenant(
                    tenant.text("name"),
                    tenant.textOrEmpty("created"),
                    tenant.optionalNumber("quota_bytes"),
                    tenant.optionalNumber("stored_bytes").orElse(0),
                    tenant.optionalNumber("snapshots").orElse(0),
                    tenant.optionalNumber("agents").orElse(0),
                    tenant.isTrue("initialised"));
        }
    }

    /** Those that the token may see. */
    public List<Tenant> all() {
        return transport.send(Request.get("/tenants")).json().objects("tenants").stream().map(Tenant::read).toList();
    }

    /** Makes a tenant; empty if there is one of that name. */
    public Optional<Tenant> create(String name, OptionalLong quotaBytes) {
        JsonText wish = new JsonText().put("name", name);
        quotaBytes.ifPresent(bytes -> wish.put("quota_bytes", bytes));
        Response answer = transport.send(Request.of("POST", "/tenants", Payload.json(wish)).expecting(409));
        if (answer.status() != 409) {
            return Optional.of(Tenant.read(answer.json()));
        }
        // After a lost answer the tenant that is in the way is the one just made.
        return answer.isRepeated() ? all().stream().filter(tenant -> tenant.name().equals(name)).findFirst() : Optional.empty();
    }
}
