package dev.holdfast.control.flag.logic;

import org.jspecify.annotations.Nullable;

/** The operators that compare. */
final class Comparisons {
    private Comparisons() {}

    /** {@code ==}. */
    record Equal(Node left, Node right) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return Coercion.equal(left.value(scope), right.value(scope));
        }
    }

    /** {@code ==} with a text that stands in the rule: most conditions of most rules. */
    record EqualText(Node left, String right) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            Object value = left.value(scope);
            return value instanceof String text ? right.equals(text) : Coercion.equal(value, right);
        }
    }

    /** {@code ===}. */
    record Same(Node left, Node right) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return Coercion.same(left.value(scope), right.value(scope));
        }
    }

    /** An order between two values. */
    @FunctionalInterface
    interface Order {
        boolean holds(@Nullable Object one, @Nullable Object other);
    }

    /** {@code <}, {@code <=}, {@code >} and {@code >=}. */
    record Ordered(Order order, Node left, Node right) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return order.holds(left.value(scope), right.value(scope));
        }
    }

    /** The same between three values: the second lies between the others. */
    record Between(Order order, Node low, Node middle, Node high) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            Object between = middle.value(scope);
            return order.holds(low.value(scope), between) && order.holds(between, high.value(scope));
        }
    }
}
