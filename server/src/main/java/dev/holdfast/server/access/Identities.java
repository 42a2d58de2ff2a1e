package dev.holdfast.server.access;

import dev.holdfast.server.api.Caller;
import java.time.Instant;
import java.util.Optional;

/** Since when somebody is known, so that nobody becomes somebody else for a second step. Thread-safe. */
public final class Identities {
    private final TokenStore tokens;
    private final UserStore users;

    public Identities(TokenStore tokens, UserStore users) {
        this.tokens = tokens;
        this.users = users;
    }

    /** Since when the caller's token exists or user is what it is, without anybody else's doing; empty for whoever is neither. */
    public Optional<Instant> since(Caller caller) {
        return switch (caller.kind()) {
            case TOKEN -> tokens.find(caller.id()).map(Token::created);
            case USER -> users.find(caller.id()).map(User::granted);
            case ANONYMOUS, ONE_TIME, SERVER -> Optional.empty();
        };
    }
}
