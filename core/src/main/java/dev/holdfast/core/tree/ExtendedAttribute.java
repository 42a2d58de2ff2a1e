package dev.holdfast.core.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An extended attribute; POSIX ACLs and file capabilities are such attributes too.
 *
 * @param name with its namespace, as bytes
 * @param value any bytes
 */
public record ExtendedAttribute(byte[] name, byte[] value) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExtendedAttribute that && Arrays.equals(name, that.name) && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(name) + Arrays.hashCode(value);
    }
}
