package dev.holdfast.control.flag.logic;

import dev.holdfast.control.flag.json.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles rules. Thread-safe if its {@link Wrapping} is. */
public final class LogicCompiler {
    private static final String FLAGD = "$flagd";

    private final Wrapping wrapping;

    /** Takes each node that an operator became and gives the one to put in its place. */
    @FunctionalInterface
    public interface Wrapping {
        /** A compiler that puts nothing around anything. */
        Wrapping NONE = (pointer, operator, given, node) -> node;

        /**
         * The node to use instead.
         *
         * @param pointer where the rule stands that it was compiled from
         * @param given its arguments as they stand there
         */
        Node around(Pointer pointer, Operator operator, @Nullable Object given, Node node);
    }

    /** Whose data a rule sees. */
    private enum View {
        CONTEXT,
        ELEMENT
    }

    /** A compiler of plain rules. */
    public LogicCompiler() {
        this(Wrapping.NONE);
    }

    public LogicCompiler(Wrapping wrapping) {
        this.wrapping = wrapping;
    }

    /**
     * Compiles a rule.
     *
     * @param pointer where it stands
     * @throws IllegalArgumentException if it has an operator that does not exist
     */
    public Node compile(@Nullable Object rule, Pointer pointer) {
        return node(rule, pointer, View.CONTEXT);
    }

    private Node node(@Nullable Object rule, Pointer pointer, View view) {
        if (rule instanceof List<?> list) {
            List<Node> elements = nodes(list, pointer, view);
            return Constant.all(elements) ? Constant.of(values(elements)) : new Lists.Literal(elements);
        }
        // An object with more or fewer members than one is no rule but a value.
        if (rule instanceof Map<?, ?> map && map.size() == 1) {
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            String symbol = (String) only.getKey();
            Operator operator = Operator.named(symbol)
                    .orElseThrow(() -> new IllegalArgumentException("there is no operator '" + symbol + "' (" + pointer + ")"));
            return wrapping.around(
                    pointer, operator, only.getValue(), operation(operator, only.getValue(), pointer.to(symbol), view));
        }
        return Constant.of(rule);
    }

    private Node operation(Operator operator, @Nullable Object given, Pointer pointer, View view) {
        List<Node> arguments = new ArrayList<>();
        if (given instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                arguments.add(node(list.get(i), pointer.to(i), operator.opensScope(i) ? View.ELEMENT : view));
            }
        } else {
            arguments.add(node(given, pointer, view));
        }
        return operator == Operator.VAR ? variable(arguments, view) : operator.node(List.copyOf(arguments));
    }

    private static Node variable(List<Node> arguments, View view) {
        Node path = arguments.isEmpty() ? Constant.NULL : arguments.getFirst();
        Node other = arguments.size() < 2 ? Constant.NULL : arguments.get(1);
        if (!(path instanceof Constant constant)) {
            return new Variables.Computed(path, other);
        }
        String[] parts = Lookup.path(constant.constant());
        if (view == View.CONTEXT && parts.length == 2 && parts[0].equals(FLAGD)) {
            return property(parts[1]);
        }
        if (!other.equals(Constant.NULL)) {
            return new Variables.Computed(path, other);
        }
        return parts.length == 1 ? new Variables.Attribute(parts[0]) : new Variables.Within(parts);
    }

    private static Node property(String name) {
        return switch (name) {
            case "flagKey" -> new Variables.FlagKey();
            case "timestamp" -> new Variables.Timestamp();
            default -> Constant.NULL;
        };
    }

    private List<Node> nodes(List<?> rules, Pointer pointer, View view) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            nodes.add(node(rules.get(i), pointer.to(i), view));
        }
        return List.copyOf(nodes);
    }

    private static List<@Nullable Object> values(List<Node> constants) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Node node : constants) {
            values.add(((Constant) node).constant());
        }
        return values;
    }
}
