package dev.holdfast.control.flag.logic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operators on lists. Where a list is wanted and something else comes, it counts as an empty one. */
final class Lists {
    private Lists() {}

    /** A list that stands in the rule and has rules in it. */
    record Literal(List<Node> elements) implements Node {
        @Override
        public Object value(Scope scope) {
            return Values.of(elements, scope);
        }
    }

    /** {@code map}. */
    record Each(Node list, Node rule) implements Node {
        @Override
        public Object value(Scope scope) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Object element : elements(list, scope)) {
                values.add(rule.value(scope.on(element)));
            }
            return values;
        }
    }

    /** {@code filter}. */
    record Filter(Node list, Node rule) implements Node {
        @Override
        public Object value(Scope scope) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Object element : elements(list, scope)) {
                if (rule.holds(scope.on(element))) {
                    values.add(element);
                }
            }
            return values;
        }
    }

    /** {@code reduce}. */
    record Reduce(Node list, Node rule, Node initial) implements Node {
        @Override
        public @Nullable Object value(Scope scope) {
            Object accumulator = initial.value(scope);
            for (Object element : elements(list, scope)) {
                Map<String, @Nullable Object> step = new HashMap<>();
                step.put("current", element);
                step.put("accumulator", accumulator);
                accumulator = rule.value(scope.on(step));
            }
            return accumulator;
        }
    }

    /** {@code some}. */
    record Some(Node list, Node rule) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            for (Object element : elements(list, scope)) {
                if (rule.holds(scope.on(element))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** {@code all}, which does not hold for nothing. */
    record All(Node list, Node rule) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            List<?> elements = elements(list, scope);
            for (Object element : elements) {
                if (!rule.holds(scope.on(element))) {
                    return false;
                }
            }
            return !elements.isEmpty();
        }
    }

    /** {@code merge}. */
    record Merge(List<Node> arguments) implements Node {
        @Override
        public Object value(Scope scope) {
            List<@Nullable Object> merged = new ArrayList<>();
            for (Node argument : arguments) {
                Object value = argument.value(scope);
                if (value instanceof List<?> list) {
                    merged.addAll(list);
                } else {
                    merged.add(value);
                }
            }
            return merged;
        }
    }

    /** {@code in}: an element of a list or a part of a text. */
    record In(Node wanted, Node whole) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            Object value = wanted.value(scope);
            return switch (whole.value(scope)) {
                case String text -> !text.isEmpty() && text.contains(Coercion.text(value));
                case List<?> list -> list.stream().anyMatch(element -> Coercion.same(element, value));
                case null, default -> false;
            };
        }
    }

    /** {@code in} a list of texts that stands in the rule; the number of texts costs nothing. */
    record InTexts(Node wanted, Set<String> texts) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return wanted.value(scope) instanceof String text && texts.contains(text);
        }
    }

    private static List<?> elements(Node list, Scope scope) {
        return list.value(scope) instanceof List<?> elements ? elements : List.of();
    }
}
