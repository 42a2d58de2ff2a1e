package dev.holdfast.control.flag.logic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Rules and data of every kind, sense or not. */
final class RandomLogic {
    private static final List<Operator> OPERATORS = Arrays.stream(Operator.values())
            .filter(operator -> !EnumSet.of(Operator.FRACTIONAL, Operator.SEM_VER, Operator.STARTS_WITH, Operator.ENDS_WITH).contains(operator))
            .toList();
    private static final List<String> NAMES = List.of("a", "b", "c", "a.b", "b.c", "c.0", "a.length", "", "current", "accumulator", "1");
    private static final List<String> TEXTS = List.of(
            "", "a", "b", "abc", "0", "1", "-1", "12", " 7 ", "1e3", "0x10", "3 apples", "true", "null", "NaN", "Infinity", "1,2", ".5", "5.", "ä€😀");
    private static final List<Double> NUMBERS = List.of(0.0, 1.0, -1.0, 2.0, 3.5, 12.0, 1e21, 1e-7, 0.1, -0.5, 100.0, 4294967296.0);
    private static final int DEPTH = 4;

    private final Random random;

    RandomLogic(Random random) {
        this.random = random;
    }

    @Nullable Object rule() {
        return rule(DEPTH);
    }

    @Nullable Object data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        for (String name : List.of("a", "b", "c")) {
            if (random.nextInt(4) != 0) {
                data.put(name, value(2));
            }
        }
        return data;
    }

    private @Nullable Object rule(int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return random.nextInt(3) == 0 ? Map.of("var", pick(NAMES)) : literal(1);
        }
        Operator operator = pick(OPERATORS);
        return switch (operator) {
            case VAR -> Map.of("var", random.nextBoolean() ? pick(NAMES) : pair(pick(NAMES), value(0)));
            case MISSING -> Map.of("missing", List.of(pick(NAMES), pick(NAMES)));
            case MISSING_SOME -> Map.of("missing_some", List.of(pick(NUMBERS), List.of(pick(NAMES), pick(NAMES), pick(NAMES))));
            case NOT, TRUTH, LOG -> operation(operator, random.nextBoolean() ? List.of(arguments(1, depth)) : arguments(1, depth));
            default -> operation(operator, arguments(count(operator), depth));
        };
    }

    private int count(Operator operator) {
        int fewest = operator.arity().fewest();
        int most = Math.min(operator.arity().most(), fewest + 3);
        return fewest + random.nextInt(most - fewest + 1);
    }

    private static Map<String, Object> operation(Operator operator, List<?> arguments) {
        return Map.of(operator.symbol(), arguments);
    }

    private List<@Nullable Object> arguments(int count, int depth) {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arguments.add(rule(depth - 1));
        }
        return arguments;
    }

    private static List<@Nullable Object> pair(Object one, @Nullable Object two) {
        List<@Nullable Object> pair = new ArrayList<>();
        pair.add(one);
        pair.add(two);
        return pair;
    }

    /** A value as it may stand in a rule, where an object with one member would be one. */
    private @Nullable Object literal(int depth) {
        Object value = value(depth);
        return value instanceof Map<?, ?> ? Map.of("x", 1.0, "y", "z") : value;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> pick(NUMBERS);
            case 3, 4 -> pick(TEXTS);
            case 5, 6 -> values(depth - 1);
            default -> Map.of("b", pick(NUMBERS), "c", values(0));
        };
    }

    private List<@Nullable Object> values(int depth) {
        List<@Nullable Object> values = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Object value = value(depth);
            values.add(value instanceof Map<?, ?> ? "m" : value);
        }
        return values;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
