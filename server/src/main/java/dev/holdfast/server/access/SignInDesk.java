package dev.holdfast.server.access;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Role;

/** Where people sign in, slowly if they guess. Thread-safe. */
public final class SignInDesk {
    private final TokenStore tokens;
    private final UserStore users;
    private final OneTimeTokens oneTime;
    private final SignInThrottle throttle;

    public SignInDesk(TokenStore tokens, UserStore users, OneTimeTokens oneTime, SignInThrottle throttle) {
        this.tokens = tokens;
        this.users = users;
        this.oneTime = oneTime;
        this.throttle = throttle;
    }

    /** Whoever has this name and password, or {@code UNAUTHORIZED}. */
    SignIn.Subject byPassword(String name, String password, String address) {
        requirePassword(name, password, address);
        users.signedIn(name);
        return new SignIn.ByPassword(name);
    }

    /** Fails with {@code UNAUTHORIZED} unless it is the user's password. */
    void requirePassword(String name, String password, String address) {
        String account = "user:" + name;
        throttle.admit(account, address);
        if (users.verify(name, password).isEmpty()) {
            throw AccessControl.unauthorized("the name or the password is wrong");
        }
        throttle.succeeded(account, address);
    }

    /** Whoever has this token, or {@code UNAUTHORIZED}. */
    SignIn.Subject byToken(String text, String address) {
        String account = "token:" + TokenText.parse(text).map(TokenText::id).orElse("");
        throttle.admit(account, address);
        Token token = tokens.use(text).orElseThrow(() -> AccessControl.unauthorized("the token is not valid"));
        throttle.succeeded(account, address);
        if (!Role.PEOPLE.contains(token.owner().role())) {
            throw new HoldfastException(
                    ErrorCode.FORBIDDEN, "this token is for a program, not for a person", "sign in with a token of role reader, operator or admin");
        }
        return new SignIn.ByToken(token.id());
    }

    /** Whoever has this one-time token, or {@code UNAUTHORIZED}. */
    SignIn.Subject byOneTime(String text, String address) {
        throttle.admit("one-time", address);
        SignIn.Subject subject =
                oneTime.redeem(text).orElseThrow(() -> AccessControl.unauthorized("this address was used already or has expired"));
        throttle.succeeded("one-time", address);
        return subject;
    }
}
