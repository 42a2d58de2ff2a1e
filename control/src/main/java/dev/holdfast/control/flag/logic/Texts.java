package dev.holdfast.control.flag.logic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operators on texts. */
final class Texts {
    private Texts() {}

    /** {@code cat}. */
    record Cat(List<Node> arguments) implements Node {
        @Override
        public Object value(Scope scope) {
            return Coercion.joined(Values.of(arguments, scope), "");
        }
    }

    /** {@code substr} up to the end. */
    record Tail(Node source, Node start) implements Node {
        @Override
        public Object value(Scope scope) {
            return from(Coercion.text(source.value(scope)), Coercion.number(start.value(scope)));
        }
    }

    /** {@code substr} with a length, or, if that is negative, so many letters before the end. */
    record Part(Node source, Node start, Node length) implements Node {
        /** A text is put behind the length instead of being added, which makes no number. */
        private static final double NOT_ADDED = 0;

        @Override
        public Object value(Scope scope) {
            String tail = from(Coercion.text(source.value(scope)), Coercion.number(start.value(scope)));
            Object given = length.value(scope);
            double wanted = Coercion.number(given);
            double letters = whole(wanted >= 0 ? wanted : given instanceof Number ? tail.length() + wanted : NOT_ADDED);
            return letters > 0 ? tail.substring(0, (int) Math.min(letters, tail.length())) : "";
        }
    }

    private static String from(String text, double start) {
        double whole = whole(start);
        double from = whole < 0 ? Math.max(0, text.length() + whole) : whole;
        return from < text.length() ? text.substring((int) from) : "";
    }

    /** Without what is behind the point; NaN is 0. */
    private static double whole(double number) {
        return Double.isNaN(number) ? 0 : number < 0 ? Math.ceil(number) : Math.floor(number);
    }

    /** {@code starts_with}; nothing unless both are texts. */
    record StartsWith(Node text, Node start) implements Node {
        @Override
        public @Nullable Object value(Scope scope) {
            return text.value(scope) instanceof String whole && start.value(scope) instanceof String part ? whole.startsWith(part) : null;
        }

        @Override
        public boolean holds(Scope scope) {
            return text.value(scope) instanceof String whole && start.value(scope) instanceof String part && whole.startsWith(part);
        }
    }

    /** {@code ends_with}; nothing unless both are texts. */
    record EndsWith(Node text, Node end) implements Node {
        @Override
        public @Nullable Object value(Scope scope) {
            return text.value(scope) instanceof String whole && end.value(scope) instanceof String part ? whole.endsWith(part) : null;
        }

        @Override
        public boolean holds(Scope scope) {
            return text.value(scope) instanceof String whole && end.value(scope) instanceof String part && whole.endsWith(part);
        }
    }
}
