package dev.holdfast.control.flag.logic;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** The operators that calculate, in JavaScript's numbers, which are Java's {@code double}. */
final class Arithmetic {
    private Arithmetic() {}

    /** {@code +}: a text counts as the number it begins with. */
    record Sum(List<Node> arguments) implements Node {
        @Override
        public Object value(Scope scope) {
            double sum = 0;
            for (Node argument : arguments) {
                sum += Coercion.leadingNumber(argument.value(scope));
            }
            return sum;
        }
    }

    /** {@code *}: the same; one argument alone is left as it is. */
    record Product(List<Node> arguments) implements Node {
        @Override
        public @Nullable Object value(Scope scope) {
            if (arguments.size() == 1) {
                return arguments.getFirst().value(scope);
            }
            double product = 1;
            for (Node argument : arguments) {
                product *= Coercion.leadingNumber(argument.value(scope));
            }
            return product;
        }
    }

    /** {@code -} of one number. */
    record Negative(Node argument) implements Node {
        @Override
        public Object value(Scope scope) {
            return -Coercion.number(argument.value(scope));
        }
    }

    /** {@code -}, {@code /} and {@code %} of two numbers. */
    record Pair(DoubleBinaryOperator operator, Node left, Node right) implements Node {
        @Override
        public Object value(Scope scope) {
            return operator.applyAsDouble(Coercion.number(left.value(scope)), Coercion.number(right.value(scope)));
        }
    }

    /** {@code min} and {@code max}, from the value that nothing is beyond. */
    record Extreme(DoubleBinaryOperator operator, double start, List<Node> arguments) implements Node {
        @Override
        public Object value(Scope scope) {
            double extreme = start;
            for (Node argument : arguments) {
                extreme = operator.applyAsDouble(extreme, Coercion.number(argument.value(scope)));
            }
            return extreme;
        }
    }
}
