package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.Pointer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that a document shares among its flags, and what refers to them. */
final class Evaluators {
    static final String REFERENCE = "$ref";
    static final Pointer POINTER = Pointer.ROOT.to("$evaluators");

    private static final int LARGEST = 50_000;

    private final Map<String, Object> rules;
    private int size;

    Evaluators(Map<String, Object> rules) {
        this.rules = rules;
    }

    /** The name that a rule refers to, if it is a reference. */
    static Optional<String> referred(@Nullable Object rule) {
        return rule instanceof Map<?, ?> map && map.size() == 1 && map.get(REFERENCE) instanceof String name ? Optional.of(name) : Optional.empty();
    }

    Set<String> names() {
        return rules.keySet();
    }

    @Nullable Object rule(String name) {
        return rules.get(name);
    }

    /** Reports references that lead nowhere or back to themselves. */
    void check(Problems problems) {
        rules.forEach((name, rule) -> {
            if (leadsTo(rule, name, new HashSet<>())) {
                problems.add(POINTER.to(name), "the evaluator refers to itself", "write out what it shares with itself");
            }
        });
    }

    private boolean leadsTo(@Nullable Object rule, String name, Set<String> seen) {
        Optional<String> referred = referred(rule);
        if (referred.isPresent()) {
            return referred.get().equals(name) || (seen.add(referred.get()) && leadsTo(rules.get(referred.get()), name, seen));
        }
        return parts(rule).stream().anyMatch(part -> leadsTo(part, name, seen));
    }

    private static List<?> parts(@Nullable Object rule) {
        return switch (rule) {
            case List<?> list -> list;
            case Map<?, ?> map -> new ArrayList<>(map.values());
            case null, default -> List.of();
        };
    }

    /** Whether the rule is of a reasonable size with each reference replaced; none may lead back to itself. */
    boolean isSmallEnough(Object rule) {
        size = 0;
        replaced(rule);
        return size <= LARGEST;
    }

    /** The rule with each reference replaced; it has to be small enough. Empty if it is a reference to nothing. */
    Optional<Object> expanded(Object rule) {
        size = 0;
        return Optional.ofNullable(replaced(rule));
    }

    private @Nullable Object replaced(@Nullable Object rule) {
        if (++size > LARGEST) {
            return null;
        }
        Optional<String> referred = referred(rule);
        if (referred.isPresent()) {
            return replaced(rules.get(referred.get()));
        }
        return switch (rule) {
            case List<?> list -> replacedAll(list);
            case Map<?, ?> map -> replacedAll(map);
            case null, default -> rule;
        };
    }

    private List<@Nullable Object> replacedAll(List<?> list) {
        List<@Nullable Object> replaced = new ArrayList<>();
        for (Object element : list) {
            replaced.add(replaced(element));
        }
        return replaced;
    }

    private Map<String, @Nullable Object> replacedAll(Map<?, ?> map) {
        Map<String, @Nullable Object> replaced = new LinkedHashMap<>();
        map.forEach((key, value) -> replaced.put((String) key, replaced(value)));
        return replaced;
    }
}
