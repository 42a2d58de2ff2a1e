package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.logic.Operator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A flag's rule written so that it gives the same inside of another flag's rule: what depends on the name of the flag names it. The
 * pseudorandom assignment hashes the name and the targeting key, and assigns nobody without a key.
 */
final class Inlined {
    private static final String FLAG_KEY = "$flagd.flagKey";
    private static final Map<String, Object> TARGETING_KEY = Map.of("var", "targetingKey");
    private static final Set<Operator> LOOPS =
            EnumSet.of(Operator.MAP, Operator.FILTER, Operator.REDUCE, Operator.ALL, Operator.NONE, Operator.SOME);

    private final String key;
    private boolean isPossible = true;

    private Inlined(String key) {
        this.key = key;
    }

    /** The rule of the flag with this name; empty if it assigns by the key of the whole from inside of a list, which cannot be written. */
    static Optional<Object> of(String key, Object rule) {
        Inlined inlined = new Inlined(key);
        Object moved = inlined.moved(rule, false);
        return inlined.isPossible ? Optional.ofNullable(moved) : Optional.empty();
    }

    private @Nullable Object moved(@Nullable Object rule, boolean onElement) {
        if (rule instanceof List<?> list) {
            return all(list, onElement);
        }
        if (!(rule instanceof Map<?, ?> map) || map.size() != 1) {
            return rule;
        }
        String symbol = (String) map.keySet().iterator().next();
        Object given = map.get(symbol);
        Operator operator = Operator.named(symbol).orElseThrow();
        if (operator == Operator.VAR && !onElement && isFlagKey(given)) {
            // Not the bare text: a condition that always holds would look like a mistake.
            return Map.of(Operator.CAT.symbol(), List.of(key));
        }
        if (operator == Operator.FRACTIONAL && given instanceof List<?> arguments && arguments.getFirst() instanceof List) {
            return assigned(arguments, onElement);
        }
        if (LOOPS.contains(operator) && given instanceof List<?> arguments) {
            List<@Nullable Object> moved = new ArrayList<>();
            for (int i = 0; i < arguments.size(); i++) {
                moved.add(moved(arguments.get(i), onElement || i == 1));
            }
            return Map.of(symbol, moved);
        }
        return with(symbol, moved(given, onElement));
    }

    private static Map<String, @Nullable Object> with(String symbol, @Nullable Object given) {
        Map<String, @Nullable Object> rule = new LinkedHashMap<>();
        rule.put(symbol, given);
        return rule;
    }

    private static boolean isFlagKey(@Nullable Object given) {
        return FLAG_KEY.equals(given instanceof List<?> list && !list.isEmpty() ? list.getFirst() : given);
    }

    private Object assigned(List<?> buckets, boolean onElement) {
        isPossible &= !onElement;
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(Map.of(Operator.CAT.symbol(), List.of(key, TARGETING_KEY)));
        arguments.addAll(all(buckets, onElement));
        return Map.of(Operator.IF.symbol(), List.of(TARGETING_KEY, Map.of(Operator.FRACTIONAL.symbol(), arguments)));
    }

    private List<@Nullable Object> all(List<?> list, boolean onElement) {
        List<@Nullable Object> moved = new ArrayList<>();
        for (Object part : list) {
            moved.add(moved(part, onElement));
        }
        return moved;
    }
}
