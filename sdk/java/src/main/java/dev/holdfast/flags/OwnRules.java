package dev.holdfast.flags;

import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.Evaluator;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagType;
import dev.holdfast.core.time.Clock;
import java.util.function.Supplier;

/**
 * The flags of rules that the program holds itself, because it is the one that serves them: no connection, no copy on disk, nothing in the
 * background. What the next reading gives is what the supplier gives then. Thread-safe.
 */
public final class OwnRules implements FlagReading {
    private final Supplier<RuleSet> rules;
    private final Clock clock;

    /** @param rules the rules in force; asked at each reading, so it answers from memory */
    public OwnRules(Supplier<RuleSet> rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public Evaluation evaluate(String flag, FlagType wanted, EvaluationContext context) {
        return Reading.evaluate(new Evaluator(rules.get(), clock), flag, wanted, context);
    }
}
