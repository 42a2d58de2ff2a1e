package dev.holdfast.server.tenant;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.regex.Pattern;

/** The name of a tenant: part of addresses, and the name of its directory. */
public record TenantName(String text) implements Comparable<TenantName> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public TenantName {
        if (!FORM.matcher(text).matches()) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT,
                    "a tenant cannot have this name: it needs 1 to 63 of a-z, 0-9 and '-', and begins with a letter or digit",
                    "choose another name");
        }
    }

    /** Whether {@code text} could be a tenant's name. */
    public static boolean isName(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(TenantName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
