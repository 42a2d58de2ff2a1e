package dev.holdfast.control.flag.logic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operators that evaluate only what they need. */
final class Branches {
    private Branches() {}

    /** {@code if}: the value after the first condition that holds; {@code otherwise} if none does. */
    record If(Node[] conditions, Node[] values, Node otherwise) implements Node {
        static Node of(List<Node> arguments) {
            int pairs = arguments.size() / 2;
            Node[] conditions = new Node[pairs];
            Node[] values = new Node[pairs];
            for (int i = 0; i < pairs; i++) {
                conditions[i] = arguments.get(2 * i);
                values[i] = arguments.get(2 * i + 1);
            }
            return new If(conditions, values, arguments.size() % 2 == 1 ? arguments.getLast() : Constant.NULL);
        }

        @Override
        public @Nullable Object value(Scope scope) {
            return taken(scope).value(scope);
        }

        @Override
        public boolean assigns(Scope scope) {
            return taken(scope).assigns(scope);
        }

        private Node taken(Scope scope) {
            for (int i = 0; i < conditions.length; i++) {
                if (conditions[i].holds(scope)) {
                    return values[i];
                }
            }
            return otherwise;
        }
    }

    /** {@code and}: the first value that counts as false, or the last. */
    record And(Node[] nodes) implements Node {
        @Override
        public @Nullable Object value(Scope scope) {
            Object value = null;
            for (Node node : nodes) {
                value = node.value(scope);
                if (!Coercion.truthy(value)) {
                    return value;
                }
            }
            return value;
        }

        @Override
        public boolean holds(Scope scope) {
            for (Node node : nodes) {
                if (!node.holds(scope)) {
                    return false;
                }
            }
            return nodes.length > 0;
        }
    }

    /** {@code or}: the first value that counts as true, or the last. */
    record Or(Node[] nodes) implements Node {
        @Override
        public @Nullable Object value(Scope scope) {
            Object value = null;
            for (Node node : nodes) {
                value = node.value(scope);
                if (Coercion.truthy(value)) {
                    return value;
                }
            }
            return value;
        }

        @Override
        public boolean holds(Scope scope) {
            for (Node node : nodes) {
                if (node.holds(scope)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** {@code !}. */
    record Not(Node node) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return !node.holds(scope);
        }
    }

    /** {@code !!}. */
    record Truth(Node node) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return node.holds(scope);
        }
    }
}
