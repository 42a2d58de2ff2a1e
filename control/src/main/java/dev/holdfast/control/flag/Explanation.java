package dev.holdfast.control.flag;

import dev.holdfast.control.flag.definition.FlagDefinition;
import dev.holdfast.control.flag.json.Pointer;
import dev.holdfast.control.flag.logic.LogicCompiler;
import dev.holdfast.control.flag.logic.Node;
import dev.holdfast.control.flag.logic.Operator;
import dev.holdfast.control.flag.logic.Scope;
import dev.holdfast.core.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody gets what they get.
 *
 * @param evaluation what they get
 * @param unmet what the flag needs of other flags and does not have, which is why its own rule does not apply; by their names
 * @param steps every operation that was evaluated, outer ones before those inside; what is missing was not needed
 */
public record Explanation(Evaluation evaluation, List<Unmet> unmet, List<Step> steps) {
    public Explanation {
        unmet = List.copyOf(unmet);
        steps = List.copyOf(steps);
    }

    /** What is known about an evaluation whose rules are elsewhere. */
    public static Explanation bare(Evaluation evaluation) {
        return new Explanation(evaluation, List.of(), List.of());
    }

    /**
     * Another flag that does not give what is needed.
     *
     * @param wanted the variants of which it should give one; sorted
     * @param given what it gives
     */
    public record Unmet(List<String> wanted, Evaluation given) {
        public Unmet {
            wanted = List.copyOf(wanted);
        }
    }

    /**
     * One operation.
     *
     * @param pointer where it stands in the document, as if references were replaced by what they refer to
     * @param depth how many operations are around it
     * @param operator what it does
     * @param given its arguments as they stand there
     * @param value what it gave
     */
    public record Step(Pointer pointer, int depth, Operator operator, @Nullable Object given, @Nullable Object value) {}

    static Explanation of(Flag flag, List<Unmet> unmet, EvaluationContext context, Clock clock) {
        FlagDefinition definition = flag.definition();
        Object targeting = definition.targeting();
        if (targeting == null || definition.state() == FlagDefinition.State.DISABLED) {
            return new Explanation(flag.evaluate(context, clock), unmet, List.of());
        }
        Recorder recorder = new Recorder();
        Node compiled = new LogicCompiler(recorder).compile(targeting, definition.targetingPointer());
        Evaluation evaluation = flag.evaluate(compiled, context, clock);
        return new Explanation(evaluation, unmet, recorder.steps());
    }

    /** Notes what each node gives. The rule is compiled anew for it, so that ordinary evaluation pays nothing. */
    private static final class Recorder implements LogicCompiler.Wrapping {
        private static final int MOST = 10_000;

        private final List<@Nullable Step> steps = new ArrayList<>();
        private int depth;

        @Override
        public Node around(Pointer pointer, Operator operator, @Nullable Object given, Node node) {
            return scope -> record(pointer, operator, given, node, scope);
        }

        private @Nullable Object record(Pointer pointer, Operator operator, @Nullable Object given, Node node, Scope scope) {
            int index = steps.size();
            if (index >= MOST) {
                return node.value(scope);
            }
            steps.add(null);
            int own = depth++;
            Object value = node.value(scope);
            depth = own;
            steps.set(index, new Step(pointer, own, operator, given, value));
            return value;
        }

        List<Step> steps() {
            List<Step> whole = new ArrayList<>();
            for (Step step : steps) {
                if (step != null) {
                    whole.add(step);
                }
            }
            return whole;
        }
    }
}
