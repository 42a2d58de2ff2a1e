package dev.holdfast.client.remote.service;

import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Transport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The tokens of a tenant, or of the server itself where the address names no tenant. */
public final class Tokens {
    private final Transport transport;

    public Tokens(Transport transport) {
        this.transport = transport;
    }

    /** A token without its secret. Times are as the server writes them, and empty where there is none. */
    public record Token(String id, String name, String role, String agent, String created, String expires, String lastUsed, boolean revoked) {
        static Token read(JsonObject token) {
            return new Token(
                    token.text("id"),
                    token.textOrEmpty("name"),
                    token.textOrEmpty("role"),
                    token.textOrEmpty("agent"),
                    token.textOrEmpty("created"),
                    token.textOrEmpty("expires"),
                    token.textOrEmpty("last_used"),
                    token.isTrue("revoked"));
        }
    }

    /**
     * A token that was just made.
     *
     * @param secret what to put into HOLDFAST_TOKEN; the server does not know it any more
     */
    public record Fresh(Token token, String secret) {
        @Override
        public String toString() {
            return token.toString();
        }
    }

    public List<Token> all() {
        return transport.send(Request.get(path(""))).json().objects("tokens").stream().map(Token::read).toList();
    }

    /** Makes a token. Sent once only, since nobody would know the secret of a second one. */
    public Fresh create(String name, String role, OptionalLong expiresDays) {
        JsonText wish = new JsonText().put("name", name).put("role", role);
        expiresDays.ifPresent(days -> wish.put("expires_days", days));
        JsonObject made = transport.send(Request.of("POST", path(""), Payload.json(wish)).once()).json();
        return new Fresh(Token.read(made), made.text("token"));
    }

    /** Revokes the token with this id or, if only one has it, this name; empty if there is none. */
    public Optional<Token> revoke(String idOrName) {
        List<Token> named = all().stream().filter(token -> token.id().equals(idOrName) || token.name().equals(idOrName) && !token.revoked()).toList();
        if (named.size() != 1) {
            return Optional.empty();
        }
        transport.send(Request.of("DELETE", path("/" + named.getFirst().id()), Payload.NONE).expecting(404));
        return Optional.of(named.getFirst());
    }

    private String path(String more) {
        boolean ofTenant = transport.address().tenant().isPresent();
        return ofTenant ? transport.address().inTenant("/tokens" + more) : "/tokens" + more;
    }
}
