package dev.holdfast.server.access;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Authenticator;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;

/** Finds out who calls, by token or by sign-in. Both are looked up anew for each call, so that a revocation takes effect at once. */
public final class AccessControl implements Authenticator {
    private static final String SCHEME = "bearer ";

    private final TokenStore tokens;
    private final UserStore users;
    private final SignInStore signIns;
    private final Clock clock;

    public AccessControl(TokenStore tokens, UserStore users, SignInStore signIns, Clock clock) {
        this.tokens = tokens;
        this.users = users;
        this.signIns = signIns;
        this.clock = clock;
    }

    @Override
    public Caller authenticate(Credentials credentials) {
        if (credentials.authorization().isPresent()) {
            return byToken(credentials.authorization().get(), credentials.address());
        }
        if (credentials.cookie().isPresent()) {
            return byCookie(credentials);
        }
        return Caller.anonymous(credentials.address());
    }

    private Caller byToken(String authorization, String address) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw unauthorized("the Authorization header is not 'Bearer' with a token");
        }
        return tokens.use(authorization.substring(SCHEME.length()).strip())
                .map(token -> caller(token, Optional.empty(), address))
                .orElseThrow(() -> unauthorized("the token is not valid, or was revoked, or has expired"));
    }

    private Caller byCookie(Credentials credentials) {
        SignIn signIn = signIns.use(credentials.cookie().orElseThrow())
                .orElseThrow(() -> unauthorized("you are not signed in any more"));
        if (credentials.method() != Method.GET && credentials.method() != Method.HEAD) {
            requireCsrfToken(signIn, credentials.csrfToken());
        }
        return caller(signIn, credentials.address()).orElseThrow(() -> unauthorized("you may not sign in any more"));
    }

    private static void requireCsrfToken(SignIn signIn, Optional<String> presented) {
        boolean same = presented
                .map(text -> MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), signIn.csrfToken().getBytes(StandardCharsets.UTF_8)))
                .orElse(false);
        if (!same) {
            throw unauthorized("the X-CSRF-Token header is missing or not that of this sign-in");
        }
    }

    /** Who a sign-in is now; empty if the token or user behind it is gone. */
    Optional<Caller> caller(SignIn signIn, String address) {
        return switch (signIn.subject()) {
            case SignIn.ByToken(String id) ->
                tokens.find(id)
                        .filter(token -> token.isUsableAt(clock.now()))
                        .map(token -> caller(token, Optional.of(signIn.id()), address));
            case SignIn.ByPassword(String name) ->
                users.find(name)
                        .filter(user -> user.state() == User.State.ENABLED)
                        .map(user -> new Caller(
                                Caller.Kind.USER,
                                user.name(),
                                user.name(),
                                user.role(),
                                user.tenant(),
                                Optional.empty(),
                                Optional.of(signIn.id()),
                                address));
            case SignIn.ByOneTime once ->
                Optional.of(new Caller(
                        Caller.Kind.ONE_TIME,
                        "console",
                        "console",
                        once.role(),
                        once.tenant(),
                        Optional.empty(),
                        Optional.of(signIn.id()),
                        address));
        };
    }

    private static Caller caller(Token token, Optional<String> signIn, String address) {
        Token.Owner owner = token.owner();
        return new Caller(
                Caller.Kind.TOKEN, token.id(), owner.name(), owner.role(), owner.tenant(), owner.agent(), signIn, address);
    }

    static HoldfastException unauthorized(String message) {
        return new HoldfastException(
                ErrorCode.UNAUTHORIZED, message, "sign in again, or ask an administrator for a token ('holdfast token create')");
    }
}
