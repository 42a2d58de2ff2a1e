package dev.holdfast.control.flag.logic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value that stands in the rule. */
record Constant(@Nullable Object constant, boolean truth) implements Node {
    static final Constant NULL = new Constant(null, false);

    static Constant of(@Nullable Object value) {
        return new Constant(value, Coercion.truthy(value));
    }

    @Override
    public @Nullable Object value(Scope scope) {
        return constant;
    }

    @Override
    public boolean holds(Scope scope) {
        return truth;
    }

    /** Whether all of these are constant. */
    static boolean all(List<Node> nodes) {
        return nodes.stream().allMatch(Constant.class::isInstance);
    }
}
