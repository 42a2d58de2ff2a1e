package dev.holdfast.server.access;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Role;
import java.util.Arrays;
import java.util.Locale;

/** Roles as the API writes them. */
final class RoleNames {
    private RoleNames() {}

    static Role parse(String text) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.INVALID_ARGUMENT, "there is no such role", "choose agent, application, reader, operator or admin"));
    }
}
