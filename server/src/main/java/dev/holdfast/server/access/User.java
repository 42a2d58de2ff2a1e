package dev.holdfast.server.access;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.tenant.TenantName;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person who signs in with a password.
 *
 * @param name unique on the whole server, since people sign in without naming a tenant
 * @param tenant the tenant they belong to, or empty for all
 * @param granted when somebody else last decided what they may do, or gave them a password
 */
public record User(
        String name,
        Role role,
        Optional<TenantName> tenant,
        Instant created,
        Instant granted,
        Optional<Instant> lastSignIn,
        State state) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");

    /** Whether they may sign in. */
    public enum State {
        ENABLED,
        DISABLED
    }

    public User {
        if (!NAME.matcher(name).matches()) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT,
                    "a user cannot have this name: it needs 1 to 100 letters, digits and '.', '_', '@', '-', and begins with a letter or digit",
                    "choose another name");
        }
        if (!Role.PEOPLE.contains(role)) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT, "a person cannot have the role of a program", "choose reader, operator or admin");
        }
    }

    User signedInAt(Instant moment) {
        return new User(name, role, tenant, created, granted, Optional.of(moment), state);
    }

    User with(Role other) {
        return new User(name, other, tenant, created, granted, lastSignIn, state);
    }

    User with(State other) {
        return new User(name, role, tenant, created, granted, lastSignIn, other);
    }

    User grantedAt(Instant moment) {
        return new User(name, role, tenant, created, moment, lastSignIn, state);
    }
}
