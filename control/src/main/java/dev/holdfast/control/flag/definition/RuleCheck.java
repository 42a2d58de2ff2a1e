package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.Pointer;
import dev.holdfast.control.flag.logic.Operator;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks that rules have the form of flagd's definitions: known operators with the arguments they take. */
final class RuleCheck {
    /** Part of JsonLogic, but not of flagd's format, so that other programs that read it would refuse them. */
    private static final Set<Operator> FOREIGN = EnumSet.of(Operator.TERNARY, Operator.LOG);

    private static final Set<Operator> UNARY = EnumSet.of(Operator.NOT, Operator.TRUTH, Operator.VAR);
    private static final Set<String> SYMBOLS = Arrays.stream(Operator.values())
            .filter(operator -> !FOREIGN.contains(operator))
            .map(Operator::symbol)
            .collect(Collectors.toUnmodifiableSet());

    private final Evaluators evaluators;
    private final Problems problems;
    private final ArgumentCheck arguments;
    private final ReachCheck reach;

    RuleCheck(Evaluators evaluators, Problems problems) {
        this.evaluators = evaluators;
        this.problems = problems;
        this.arguments = new ArgumentCheck(problems);
        this.reach = new ReachCheck(problems);
    }

    /** Checks a rule as a whole; an empty object is none. */
    void whole(@Nullable Object rule, Pointer pointer) {
        if (!(rule instanceof Map<?, ?> map)) {
            problems.add(pointer, "a rule is a JSON object with one operator", "write {\"if\": [condition, variant, …]}");
        } else if (!map.isEmpty()) {
            part(rule, pointer);
        }
    }

    private void part(@Nullable Object rule, Pointer pointer) {
        if (rule instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                part(list.get(i), pointer.to(i));
            }
        } else if (rule instanceof Map<?, ?> map) {
            operation(map, pointer);
        }
    }

    private void operation(Map<?, ?> map, Pointer pointer) {
        if (map.size() != 1) {
            problems.add(
                    pointer,
                    map.isEmpty() ? "an empty object is no rule" : "a rule has one operator, and this has " + map.size(),
                    map.isEmpty() ? "write null for nothing" : "put them into {\"and\": […]} or {\"or\": […]}");
            return;
        }
        String symbol = (String) map.keySet().iterator().next();
        Object given = map.get(symbol);
        if (symbol.equals(Evaluators.REFERENCE)) {
            reference(given, pointer.to(symbol));
            return;
        }
        Operator operator = Operator.named(symbol).filter(one -> !FOREIGN.contains(one)).orElse(null);
        if (operator == null) {
            problems.add(pointer.to(symbol), "there is no operator '" + symbol + "'", hint(symbol));
            return;
        }
        operation(operator, given, pointer.to(symbol));
    }

    private static String hint(String symbol) {
        return symbol.equals(Operator.TERNARY.symbol()) ? "use 'if', which means the same" : Nearest.hint(symbol, SYMBOLS);
    }

    private void reference(@Nullable Object name, Pointer pointer) {
        if (!(name instanceof String text)) {
            problems.add(pointer, "a reference is the name of an evaluator", "write it as a text");
        } else if (!evaluators.names().contains(text)) {
            problems.add(pointer, "there is no evaluator '" + text + "'", Nearest.hint(text, evaluators.names()));
        }
    }

    private void operation(Operator operator, @Nullable Object given, Pointer pointer) {
        if (!(given instanceof List<?> list)) {
            if (UNARY.contains(operator)) {
                arguments.check(operator, Collections.singletonList(given), index -> pointer);
                part(given, pointer);
            } else {
                problems.add(pointer, "'" + operator.symbol() + "' takes its arguments as a list", "write them in […]");
            }
            return;
        }
        if (!operator.arity().admits(list.size())) {
            problems.add(
                    pointer,
                    "'" + operator.symbol() + "' takes " + operator.arity() + (operator.arity().most() == 1 ? " argument" : " arguments")
                            + ", and here is " + list.size(),
                    "");
            return;
        }
        arguments.check(operator, list, pointer::to);
        reach.check(operator, list, pointer);
        part(list, pointer);
    }
}
