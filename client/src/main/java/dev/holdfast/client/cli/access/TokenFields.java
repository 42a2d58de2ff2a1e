package dev.holdfast.client.cli.access;

import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.remote.service.Tokens.Token;

/** A token as JSON. */
final class TokenFields {
    private TokenFields() {}

    static void write(Json json, Token token) {
        json.field("id", token.id())
                .field("name", token.name())
                .field("role", token.role())
                .field("agent", token.agent())
                .field("created", token.created())
                .field("expires", token.expires())
                .field("last_used", token.lastUsed())
                .field("revoked", token.revoked());
    }
}
