package dev.holdfast.client.cli.upkeep;

import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.storage.service.collect.CollectionForecast;
import dev.holdfast.storage.service.collect.CollectionReport.Packs;
import dev.holdfast.storage.service.collect.CollectionReport.Waiting;

/** What a server foretells of a collection, as the result of its job. */
final class ServerForecast {
    private ServerForecast() {}

    static CollectionForecast read(JsonObject result) {
        if (!result.isTrue("dry_run")) {
            // Only a server that does not know the wish would have done more than was asked for.
            throw new MalformedException("the server did not say that it changed nothing");
        }
        try {
            JsonObject rewritten = result.object("rewritten");
            JsonObject waiting = result.object("waiting");
            return new CollectionForecast(
                    Math.toIntExact(result.number("sessions_closed")),
                    Math.toIntExact(result.number("packs_swept")),
                    new Packs(Math.toIntExact(result.number("packs_deleted")), result.number("bytes_deleted")),
                    new CollectionForecast.Rewritten(
                            Math.toIntExact(rewritten.number("packs")), rewritten.number("chunks"), rewritten.number("bytes")),
                    new Waiting(
                            new Packs(Math.toIntExact(waiting.number("packs")), waiting.number("bytes")),
                            result.texts("waiting_for").stream().map(SessionId::parse).toList()),
                    result.texts("damaged").stream().map(PackId::parse).toList());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedException("the server foretells what cannot be");
        }
    }
}
