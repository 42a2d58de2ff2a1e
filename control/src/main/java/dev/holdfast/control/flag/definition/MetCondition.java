package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.NumberText;
import dev.holdfast.control.flag.logic.Operator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes the condition that a flag gives one of some variants, as a rule that no other flag is needed for. Where a rule names its outcomes
 * they are replaced by whether they are wanted; where it calculates them they are compared.
 */
final class MetCondition {
    /** Not what flagd adds: without its attributes that gives nothing. */
    private static final Set<Operator> TRUTHS = EnumSet.of(
            Operator.EQUAL, Operator.SAME, Operator.UNEQUAL, Operator.DIFFERENT, Operator.LESS, Operator.LESS_OR_EQUAL, Operator.GREATER,
            Operator.GREATER_OR_EQUAL, Operator.NOT, Operator.TRUTH, Operator.ALL, Operator.NONE, Operator.SOME, Operator.IN);

    private final FlagDefinition flag;
    private final Set<String> wanted;
    /** Whether it is wanted when the rule gives nothing, which means the default variant. */
    private final boolean wantsDefault;

    private MetCondition(FlagDefinition flag, List<String> wanted) {
        this.flag = flag;
        this.wanted = new TreeSet<>(wanted);
        this.wantsDefault = flag.defaultVariant() != null && wanted.contains(flag.defaultVariant());
    }

    /**
     * The condition, true or false if it does not depend on anything; empty if it cannot be written.
     *
     * @param flag with nothing left that it needs of others
     */
    static Optional<Object> of(FlagDefinition flag, List<String> wanted) {
        if (flag.state() == FlagDefinition.State.DISABLED) {
            return Optional.of(false);
        }
        MetCondition condition = new MetCondition(flag, wanted);
        Object targeting = flag.targeting();
        return targeting == null ? Optional.of(condition.wantsDefault) : Inlined.of(flag.key(), targeting).map(condition::of);
    }

    private Object of(@Nullable Object rule) {
        return switch (rule) {
            case null -> wantsDefault;
            case String name -> wanted.contains(name);
            case Boolean truth -> wanted.contains(String.valueOf(truth));
            case Double number -> wanted.contains(NumberText.of(number));
            case Map<?, ?> map when map.size() == 1 -> operation(map);
            default -> false;
        };
    }

    private Object operation(Map<?, ?> rule) {
        String symbol = (String) rule.keySet().iterator().next();
        Operator operator = Operator.named(symbol).orElseThrow();
        if (isTruth(rule)) {
            return truth(rule);
        }
        return switch (operator) {
            case IF -> branches(arguments(rule.get(symbol)));
            case FRACTIONAL -> assigned(rule, arguments(rule.get(symbol)));
            default -> calculated(rule);
        };
    }

    private static List<?> arguments(@Nullable Object given) {
        return given instanceof List<?> list ? list : List.of();
    }

    /** Whether a rule gives true or false whatever happens. */
    private static boolean isTruth(@Nullable Object rule) {
        if (!(rule instanceof Map<?, ?> map) || map.size() != 1) {
            return rule instanceof Boolean;
        }
        String symbol = (String) map.keySet().iterator().next();
        Operator operator = Operator.named(symbol).orElseThrow();
        return switch (operator) {
            case AND, OR -> map.get(symbol) instanceof List<?> list && list.stream().allMatch(MetCondition::isTruth);
            default -> TRUTHS.contains(operator);
        };
    }

    private Object truth(Map<?, ?> rule) {
        boolean whenTrue = wanted.contains("true");
        if (whenTrue == wanted.contains("false")) {
            return whenTrue;
        }
        return whenTrue ? rule : rule(Operator.NOT, List.of(rule));
    }

    private Object branches(List<?> arguments) {
        List<@Nullable Object> all = new ArrayList<>();
        Set<Object> outcomes = new HashSet<>();
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            Object met = of(arguments.get(i + 1));
            all.add(arguments.get(i));
            all.add(met);
            outcomes.add(met);
        }
        Object last = of(arguments.size() % 2 == 1 ? arguments.getLast() : null);
        all.add(last);
        outcomes.add(last);
        return outcomes.size() == 1 && last instanceof Boolean ? last : rule(Operator.IF, all);
    }

    private Object assigned(Map<?, ?> rule, List<?> arguments) {
        boolean named = arguments.stream()
                .skip(arguments.getFirst() instanceof List ? 0 : 1)
                .allMatch(bucket -> bucket instanceof List<?> entry && !(entry.getFirst() instanceof Map));
        if (!named || !wantsDefault) {
            return calculated(rule);
        }
        Set<String> others = new TreeSet<>(flag.variants().keySet());
        others.removeAll(wanted);
        return others.isEmpty() ? true : rule(Operator.NOT, List.of(among(rule, others)));
    }

    private Object calculated(Map<?, ?> rule) {
        Object among = among(rule, wanted);
        return wantsDefault ? rule(Operator.OR, List.of(rule(Operator.SAME, nothing(rule)), among)) : among;
    }

    private static List<@Nullable Object> nothing(Map<?, ?> rule) {
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(rule);
        arguments.add(null);
        return arguments;
    }

    private static Map<String, Object> among(Map<?, ?> rule, Set<String> names) {
        List<Object> values = new ArrayList<>();
        for (String name : names) {
            values.add(name);
            typed(name).ifPresent(values::add);
        }
        return rule(Operator.IN, List.of(rule, values));
    }

    /** What else gives the variant of this name. */
    private static Optional<Object> typed(String name) {
        if (name.equals("true") || name.equals("false")) {
            return Optional.of(name.equals("true"));
        }
        try {
            double number = Double.parseDouble(name);
            return NumberText.of(number).equals(name) && Double.isFinite(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> rule(Operator operator, List<? extends @Nullable Object> arguments) {
        return Map.of(operator.symbol(), arguments);
    }
}
