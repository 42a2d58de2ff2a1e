package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.Pointer;
import dev.holdfast.control.flag.logic.Operator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds parts of rules that can never have an effect: written with an intention that they do not serve. */
final class ReachCheck {
    private final Problems problems;

    ReachCheck(Problems problems) {
        this.problems = problems;
    }

    void check(Operator operator, List<?> arguments, Pointer pointer) {
        switch (operator) {
            case IF -> branches(arguments, pointer);
            case AND -> operands(arguments, pointer, Truth.NO);
            case OR -> operands(arguments, pointer, Truth.YES);
            default -> {
                // The others evaluate all they are given.
            }
        }
    }

    /** What is known about a value without evaluating anything. */
    private enum Truth {
        YES,
        NO,
        OPEN;

        static Truth of(@Nullable Object value) {
            return switch (value) {
                case null -> NO;
                case Boolean truth -> truth ? YES : NO;
                case Double number -> number == 0 ? NO : YES;
                case String text -> text.isEmpty() ? NO : YES;
                case List<?> list -> list.isEmpty() ? NO : YES;
                default -> OPEN;
            };
        }
    }

    private void branches(List<?> arguments, Pointer pointer) {
        Map<Object, Integer> seen = new HashMap<>();
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            Object condition = arguments.get(i);
            Truth truth = Truth.of(condition);
            if (truth == Truth.NO) {
                problems.add(pointer.to(i + 1), "this is never reached: the condition before it never holds", "remove both");
            } else if (truth == Truth.YES && i + 2 < arguments.size()) {
                problems.add(pointer.to(i + 2), "this is never reached: the condition at " + pointer.to(i) + " always holds", "remove one of them");
                return;
            } else if (condition != null) {
                Integer before = seen.putIfAbsent(condition, i);
                if (before != null) {
                    problems.add(
                            pointer.to(i + 1),
                            "this is never reached: the same condition stands at " + pointer.to(before),
                            "remove it, or correct the condition");
                }
            }
        }
    }

    private void operands(List<?> arguments, Pointer pointer, Truth ending) {
        for (int i = 0; i + 1 < arguments.size(); i++) {
            if (Truth.of(arguments.get(i)) == ending) {
                problems.add(pointer.to(i + 1), "this is never reached: what stands before it already decides", "remove one of them");
                return;
            }
        }
    }
}
