package dev.holdfast.server.flag;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Authenticator;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Who may read the rules of a server that knows no users: whoever has its token, or, where there is none, programs on the same machine.
 * Immutable.
 *
 * @param token or empty for none
 */
public record RulesAccess(Optional<String> token) implements Authenticator {
    /** What a route demands of callers that this lets in. */
    static final Access ACCESS = new Access.SignedIn();

    private static final String BEARER = "Bearer ";
    private static final int SHORTEST = 16;

    public RulesAccess {
        if (token.isPresent() && token.get().length() < SHORTEST) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the token for the rules has fewer than " + SHORTEST + " characters",
                    "make a long random one, for example with: openssl rand -hex 32");
        }
    }

    @Override
    public Caller authenticate(Credentials credentials) {
        if (token.isEmpty()) {
            return isLoopback(credentials.address()) ? known("local", credentials) : Caller.anonymous(credentials.address());
        }
        if (credentials.authorization().isEmpty()) {
            return Caller.anonymous(credentials.address());
        }
        String given = credentials.authorization().get();
        if (!given.startsWith(BEARER) || !MessageDigest.isEqual(bytes(given.substring(BEARER.length())), bytes(token.get()))) {
            throw new HoldfastException(ErrorCode.UNAUTHORIZED, "this token is not the one for the rules", "send it as Authorization: Bearer TOKEN");
        }
        return known("rules", credentials);
    }

    private static Caller known(String name, Credentials credentials) {
        return new Caller(
                Caller.Kind.TOKEN, name, name, Role.READER, Optional.empty(), Optional.empty(), Optional.empty(), credentials.address());
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
