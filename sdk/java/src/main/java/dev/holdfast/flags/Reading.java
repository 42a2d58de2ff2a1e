package dev.holdfast.flags;

import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.Evaluator;
import dev.holdfast.control.flag.FlagError;
import dev.holdfast.control.flag.Reason;
import dev.holdfast.control.flag.definition.FlagType;
import dev.holdfast.flags.exposure.Exposures;
import java.util.Map;

/** Evaluation for programs that must not fail by a flag. */
final class Reading {
    private Reading() {}

    static Evaluation evaluate(Evaluator evaluator, String flag, FlagType wanted, EvaluationContext context) {
        try {
            return evaluator.evaluate(flag, wanted, context);
        } catch (RuntimeException | StackOverflowError e) {
            // Contexts are made by programs, which can put anything into them, themselves included.
            Evaluation.Fault fault = new Evaluation.Fault(FlagError.INVALID_CONTEXT, "the context cannot be read: " + e.getClass().getSimpleName());
            return new Evaluation(flag, null, null, Reason.ERROR, fault, Map.of());
        }
    }

    /** Notes who got which variant, if somebody did. */
    static void note(Exposures exposures, Evaluation given, EvaluationContext context) {
        String variant = given.variant();
        if (variant != null && context.attributes().get(EvaluationContext.TARGETING_KEY) instanceof String key && !key.isEmpty()) {
            exposures.note(given.key(), variant, key);
        }
    }
}
