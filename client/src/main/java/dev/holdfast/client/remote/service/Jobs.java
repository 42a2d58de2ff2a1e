package dev.holdfast.client.remote.service;

import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Transport;

/** The jobs of a tenant. */
public final class Jobs {
    private final Transport transport;

    public Jobs(Transport transport) {
        this.transport = transport;
    }

    /** Asks for work; a second request for the same is one more job, which finds nothing left to do. */
    public Job submit(String kind, JsonText parameters) {
        JsonText wish = new JsonText().put("kind", kind).put("parameters", parameters);
        return Job.read(transport
                .send(Request.of("POST", transport.address().inTenant("/jobs"), Payload.json(wish)))
                .json());
    }

    /** How a job stands. */
    public Job find(String id) {
        return Job.read(transport.send(Request.get(transport.address().inTenant("/jobs/" + id))).json());
    }
}
