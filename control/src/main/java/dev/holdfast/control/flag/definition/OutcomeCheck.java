package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.NumberText;
import dev.holdfast.control.flag.json.Pointer;
import dev.holdfast.control.flag.logic.Operator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows a rule to everything it can give, as far as that stands in it, and compares with the variants of the flag. */
final class OutcomeCheck {
    private final Set<String> variants;
    private final Evaluators evaluators;
    private final Problems problems;

    /** Which values come out of a part; the rest stays inside. */
    private enum Passing {
        ALL,
        TRUE_ONES,
        FALSE_ONES
    }

    OutcomeCheck(Set<String> variants, Evaluators evaluators, Problems problems) {
        this.variants = variants;
        this.evaluators = evaluators;
        this.problems = problems;
    }

    void check(@Nullable Object rule, Pointer pointer) {
        follow(rule, pointer, Passing.ALL);
    }

    private void follow(@Nullable Object rule, Pointer pointer, Passing passing) {
        switch (rule) {
            case null -> {
                // Nothing: the default applies.
            }
            case String text -> plain(text, pointer, text.isEmpty() ? Passing.FALSE_ONES : Passing.TRUE_ONES, passing);
            case Boolean truth -> truth(truth, pointer, passing);
            case Double number -> plain(NumberText.of(number), pointer, number == 0 ? Passing.FALSE_ONES : Passing.TRUE_ONES, passing);
            case Map<?, ?> map when map.size() == 1 -> operation(map, pointer, passing);
            case List<?> list -> problems.add(pointer, "the rule gives a list here, and no variant is named by one", "name one variant");
            default -> {
                // Its form is wrong, which is said elsewhere.
            }
        }
    }

    private void plain(String name, Pointer pointer, Passing kind, Passing passing) {
        if ((passing == Passing.ALL || passing == kind) && !variants.contains(name)) {
            problems.add(pointer, "the flag has no variant '" + name + "'", Nearest.hint(name, variants));
        }
    }

    private void truth(boolean truth, Pointer pointer, Passing passing) {
        plain(String.valueOf(truth), pointer, truth ? Passing.TRUE_ONES : Passing.FALSE_ONES, passing);
    }

    private void operation(Map<?, ?> map, Pointer pointer, Passing passing) {
        String symbol = (String) map.keySet().iterator().next();
        Object given = map.get(symbol);
        if (Evaluators.referred(map).isPresent()) {
            referred(Evaluators.referred(map).get(), pointer, passing);
            return;
        }
        Optional<Operator> operator = Operator.named(symbol);
        if (operator.isEmpty()) {
            return;
        }
        List<?> arguments = given instanceof List<?> list ? list : List.of();
        switch (operator.get()) {
            case IF -> branches(arguments, pointer.to(symbol), passing);
            case AND -> operands(arguments, pointer.to(symbol), Passing.FALSE_ONES, passing);
            case OR -> operands(arguments, pointer.to(symbol), Passing.TRUE_ONES, passing);
            case FRACTIONAL -> buckets(arguments, pointer.to(symbol), passing);
            case EQUAL, SAME, UNEQUAL, DIFFERENT, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, NOT, TRUTH, ALL, NONE, SOME, IN,
                    STARTS_WITH, ENDS_WITH, SEM_VER -> eitherTruth(pointer, passing);
            default -> {
                // What the others give depends on the context.
            }
        }
    }

    /** References may lead to the same evaluator from flags with different variants, so the complaint belongs to the reference. */
    private void referred(String name, Pointer pointer, Passing passing) {
        Problems inside = problems.aside();
        new OutcomeCheck(variants, evaluators, inside).follow(evaluators.rule(name), Evaluators.POINTER.to(name), passing);
        inside.inOrder().forEach(problem -> problems.add(
                pointer.to(Evaluators.REFERENCE), "the evaluator '" + name + "' does not fit this flag: " + problem.message(), problem.next()));
    }

    private void eitherTruth(Pointer pointer, Passing passing) {
        for (boolean truth : new boolean[] {true, false}) {
            boolean comes = passing == Passing.ALL || passing == (truth ? Passing.TRUE_ONES : Passing.FALSE_ONES);
            if (comes && !variants.contains(String.valueOf(truth))) {
                problems.add(
                        pointer,
                        "the rule can give " + truth + " here, and the flag has no variant '" + truth + "'",
                        "put it into {\"if\": [condition, variant, variant]}");
                return;
            }
        }
    }

    private void branches(List<?> arguments, Pointer pointer, Passing passing) {
        for (int i = 1; i < arguments.size(); i += 2) {
            follow(arguments.get(i), pointer.to(i), passing);
        }
        if (arguments.size() % 2 == 1) {
            follow(arguments.getLast(), pointer.to(arguments.size() - 1), passing);
        }
    }

    private void operands(List<?> arguments, Pointer pointer, Passing early, Passing passing) {
        for (int i = 0; i < arguments.size(); i++) {
            if (i == arguments.size() - 1) {
                follow(arguments.get(i), pointer.to(i), passing);
            } else if (passing == Passing.ALL || passing == early) {
                follow(arguments.get(i), pointer.to(i), early);
            }
        }
    }

    private void buckets(List<?> arguments, Pointer pointer, Passing passing) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i) instanceof List<?> bucket && !bucket.isEmpty() && !(bucket.getFirst() instanceof List)) {
                follow(bucket.getFirst(), pointer.to(i).to(0), passing);
            }
        }
    }
}
