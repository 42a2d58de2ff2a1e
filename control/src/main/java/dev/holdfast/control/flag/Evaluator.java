package dev.holdfast.control.flag;

import dev.holdfast.control.flag.definition.FlagType;
import dev.holdfast.core.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers from one rule set.
 *
 * @param rules what it answers from
 * @param clock what rules see as the time
 */
public record Evaluator(RuleSet rules, Clock clock) {
    /** What the flag gives for this context. Never fails: what is wrong stands in the answer. */
    public Evaluation evaluate(String key, EvaluationContext context) {
        Flag flag = rules.flag(key);
        return flag == null ? notFound(key) : flag.evaluate(context, clock);
    }

    /** The same for a program that expects a value of this type. */
    public Evaluation evaluate(String key, FlagType wanted, EvaluationContext context) {
        Flag flag = rules.flag(key);
        if (flag == null) {
            return notFound(key);
        }
        Evaluation evaluation = flag.evaluate(context, clock);
        if (evaluation.value() == null || flag.type() == wanted) {
            return evaluation;
        }
        return Evaluation.failed(
                key, FlagError.TYPE_MISMATCH, "the flag is of type " + flag.type() + ", not " + wanted, evaluation.metadata());
    }

    /** What each flag gives, in the order of their names. */
    public List<Evaluation> all(EvaluationContext context) {
        List<Evaluation> evaluations = new ArrayList<>(rules.flags().size());
        for (Flag flag : rules.flags()) {
            evaluations.add(flag.evaluate(context, clock));
        }
        return evaluations;
    }

    /**
     * The variant that somebody was assigned by {@code fractional}; empty if they have it by a condition, because something that the flag needs is not
     * met, or because the flag is switched. Only an assignment may be replaced by one that is kept from before.
     *
     * @param evaluation what a flag gave just now
     * @param context for whom
     */
    public Optional<String> assigned(Evaluation evaluation, EvaluationContext context) {
        // The reason alone says too much: there may be an assignment in a condition.
        Flag flag = evaluation.reason() == Reason.SPLIT ? rules.flag(evaluation.key()) : null;
        return flag == null || !flag.assigns(context, clock) ? Optional.empty() : Optional.ofNullable(evaluation.variant());
    }

    /** What the flag gives to somebody who keeps a variant from before; empty if it has no such variant any more. */
    public Optional<Evaluation> kept(String key, String variant) {
        Flag flag = rules.flag(key);
        return flag == null ? Optional.empty() : flag.kept(variant);
    }

    /** What the flag gives, and by which steps. */
    public Explanation explain(String key, EvaluationContext context) {
        Flag flag = rules.flag(key);
        return flag == null ? Explanation.bare(notFound(key)) : Explanation.of(flag, unmet(flag, context), context, clock);
    }

    private List<Explanation.Unmet> unmet(Flag flag, EvaluationContext context) {
        List<Explanation.Unmet> unmet = new ArrayList<>();
        flag.definition().prerequisites().wanted().forEach((other, wanted) -> {
            Evaluation given = evaluate(other, context);
            String variant = given.variant();
            if (variant == null || !wanted.contains(variant)) {
                unmet.add(new Explanation.Unmet(wanted, given));
            }
        });
        return unmet;
    }

    private Evaluation notFound(String key) {
        return Evaluation.failed(key, FlagError.FLAG_NOT_FOUND, "there is no flag of this name", rules.metadata());
    }
}
