package dev.holdfast.control.flag.logic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operators that read data. */
final class Variables {
    private Variables() {}

    /** {@code var} with a name that stands in the rule: nearly every one. */
    record Attribute(String name) implements Node {
        @Override
        public @Nullable Object value(Scope scope) {
            Object data = scope.data();
            return data instanceof Map<?, ?> map ? map.get(name) : Lookup.find(data, name);
        }
    }

    /** {@code var} with a path that stands in the rule. */
    record Within(String[] path) implements Node {
        @Override
        public @Nullable Object value(Scope scope) {
            return Lookup.find(scope.data(), path);
        }
    }

    /** {@code var} in general; what is not there is {@code other}. */
    record Computed(Node path, Node other) implements Node {
        @Override
        public @Nullable Object value(Scope scope) {
            String[] parts = Lookup.path(path.value(scope));
            return Lookup.exists(scope.data(), parts) ? Lookup.find(scope.data(), parts) : other.value(scope);
        }
    }

    /** {@code $flagd.flagKey}. */
    record FlagKey() implements Node {
        @Override
        public Object value(Scope scope) {
            return scope.subject().flagKey();
        }
    }

    /** {@code $flagd.timestamp}. */
    record Timestamp() implements Node {
        @Override
        public Object value(Scope scope) {
            return (double) scope.subject().timestampSeconds();
        }
    }

    /** {@code missing}: those of the keys that data does not have, or has empty. */
    record Missing(List<Node> arguments) implements Node {
        @Override
        public Object value(Scope scope) {
            Object first = arguments.isEmpty() ? null : arguments.getFirst().value(scope);
            return first instanceof List<?> keys ? missing(scope, keys) : missing(scope, Values.of(arguments, scope));
        }
    }

    /** {@code missing_some}: nothing if at least so many keys are there, otherwise those that are not. */
    record MissingSome(Node needed, Node options) implements Node {
        @Override
        public Object value(Scope scope) {
            List<?> keys = options.value(scope) instanceof List<?> list ? list : List.of();
            List<@Nullable Object> missing = missing(scope, keys);
            return keys.size() - missing.size() >= Coercion.number(needed.value(scope)) ? new ArrayList<>() : missing;
        }
    }

    private static List<@Nullable Object> missing(Scope scope, List<?> keys) {
        List<@Nullable Object> missing = new ArrayList<>();
        for (Object key : keys) {
            Object value = Lookup.find(scope.data(), Lookup.path(key));
            if (value == null || value.equals("")) {
                missing.add(key);
            }
        }
        return missing;
    }
}
