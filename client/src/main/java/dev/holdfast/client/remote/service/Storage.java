package dev.holdfast.client.remote.service;

import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Transport;

/**
 * What a tenant's repository takes at the server.
 *
 * @param packs packs in use
 * @param packBytes their length
 * @param chunks chunks with a place
 * @param indexBytes what the index takes
 * @param sourceBytes what all snapshots together would take as plain files
 */
public record Storage(long snapshots, long packs, long packBytes, long chunks, long indexBytes, long sourceBytes) {
    /** Asks the server. */
    public static Storage ask(Transport transport) {
        JsonObject storage = transport.send(Request.get(transport.address().inTenant("/storage"))).json();
        return new Storage(
                number(storage, "snapshots"),
                number(storage, "packs"),
                number(storage, "pack_bytes"),
                number(storage, "chunks"),
                number(storage, "index_bytes"),
                number(storage, "source_bytes"));
    }

    private static long number(JsonObject storage, String name) {
        return storage.optionalNumber(name).orElse(0);
    }
}
