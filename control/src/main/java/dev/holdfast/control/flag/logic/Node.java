package dev.holdfast.control.flag.logic;

import org.jspecify.annotations.Nullable;

/** A compiled rule or a part of one. */
public interface Node {
    /** Its value. */
    @Nullable Object value(Scope scope);

    /** Whether its value counts as true; the same as asking {@link #value}, for nodes that know it without making one. */
    default boolean holds(Scope scope) {
        return Coercion.truthy(value(scope));
    }

    /**
     * Whether its value is what {@code fractional} itself gives. One that conditions choose is fixed, also where they look at an assignment, as those do
     * that other flags are written into.
     */
    default boolean assigns(Scope scope) {
        return false;
    }
}
