package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.Pointer;
import dev.holdfast.control.flag.logic.Operator;
import dev.holdfast.control.flag.logic.SemanticVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Checks the arguments of operators that do not take just any value. */
final class ArgumentCheck {
    private static final String FLAGD = "$flagd.";
    private static final Set<String> PROPERTIES = Set.of("$flagd.flagKey", "$flagd.timestamp");
    private static final Set<String> RELATIONS = Set.of("=", "!=", "<", "<=", ">", ">=", "^", "~");
    private static final String WHOLE_VERSION = "[0-9]+\\.[0-9]+\\.[0-9]+.*";

    private final Problems problems;
    private final FractionalCheck fractional;

    ArgumentCheck(Problems problems) {
        this.problems = problems;
        this.fractional = new FractionalCheck(problems);
    }

    /**
     * Checks.
     *
     * @param places where each argument stands
     */
    void check(Operator operator, List<?> given, IntFunction<Pointer> places) {
        switch (operator) {
            case VAR -> variable(given, places);
            case MISSING -> names(given, places);
            case MISSING_SOME -> missingSome(given, places);
            case STARTS_WITH, ENDS_WITH -> texts(operator, given, places);
            case SEM_VER -> versions(given, places);
            case FRACTIONAL -> fractional.check(given, places);
            default -> {
                // The others take any value: coercion makes something of it.
            }
        }
    }

    private void variable(List<?> given, IntFunction<Pointer> places) {
        Object path = given.getFirst();
        if (path instanceof String text) {
            if (text.startsWith(FLAGD) && !PROPERTIES.contains(text)) {
                problems.add(places.apply(0), "flagd adds no '" + text + "' to the context", Nearest.hint(text, PROPERTIES));
            }
        } else if (!(path instanceof Map) || given.size() > 1) {
            problems.add(places.apply(0), "'var' names an attribute of the context", "write it as a text, such as \"user.plan\"");
        }
        if (given.size() == 2 && (given.get(1) instanceof Map || given.get(1) instanceof List)) {
            problems.add(places.apply(1), "what 'var' gives for a missing attribute is a plain value", "use 'if' to choose it by a rule");
        }
    }

    private void names(List<?> given, IntFunction<Pointer> places) {
        for (int i = 0; i < given.size(); i++) {
            if (!(given.get(i) instanceof String)) {
                problems.add(places.apply(i), "this names an attribute of the context", "write it as a text, such as \"user.plan\"");
            }
        }
    }

    private void missingSome(List<?> given, IntFunction<Pointer> places) {
        if (!(given.getFirst() instanceof Double)) {
            problems.add(places.apply(0), "'missing_some' begins with how many attributes are needed", "write it as a number");
        }
        if (given.get(1) instanceof List<?> list) {
            names(list, places.apply(1)::to);
        } else {
            problems.add(places.apply(1), "'missing_some' takes a list of names of attributes", "write them in […]");
        }
    }

    private void texts(Operator operator, List<?> given, IntFunction<Pointer> places) {
        for (int i = 0; i < given.size(); i++) {
            if (!(given.get(i) instanceof String || given.get(i) instanceof Map)) {
                problems.add(places.apply(i), "'" + operator.symbol() + "' compares texts", "write a text, or a rule that gives one");
            }
        }
    }

    private void versions(List<?> given, IntFunction<Pointer> places) {
        version(given.get(0), places.apply(0));
        if (!(given.get(1) instanceof String relation) || !RELATIONS.contains(relation)) {
            problems.add(places.apply(1), "'sem_ver' does not know this relation", relationHint(given.get(1)));
        }
        version(given.get(2), places.apply(2));
    }

    private static String relationHint(@Nullable Object written) {
        return switch (written) {
            case String text when text.equals("==") || text.equals("===") -> "did you mean '='?";
            case String text when text.equals("=>") -> "did you mean '>='?";
            case String text when text.equals("=<") -> "did you mean '<='?";
            case null, default -> "use one of = != < <= > >= ^ ~";
        };
    }

    private void version(@Nullable Object written, Pointer place) {
        boolean attribute = written instanceof Map<?, ?> map && map.size() == 1 && map.containsKey(Operator.VAR.symbol());
        boolean version = written instanceof String text && text.matches(WHOLE_VERSION) && SemanticVersion.read(text).isPresent();
        if (!attribute && !version) {
            problems.add(place, "'sem_ver' compares versions", "write a whole one, such as \"1.4.0\", or {\"var\": …}");
        }
    }
}
