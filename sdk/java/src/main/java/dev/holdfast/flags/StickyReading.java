package dev.holdfast.flags;

import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.Evaluator;
import dev.holdfast.control.flag.definition.FlagType;
import dev.holdfast.control.flag.logic.Coercion;
import dev.holdfast.flags.exposure.Exposures;
import dev.holdfast.flags.sticky.StickyVariants;
import dev.holdfast.flags.wire.AssignmentRequest.Answer;
import dev.holdfast.flags.wire.AssignmentRequest.Question;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads flags of which some are kept. Waits for the server as long as the rules of {@link StickyVariants} say, and never longer. Thread-safe. */
final class StickyReading implements FlagReading {
    private final Supplier<Evaluator> evaluator;
    private final StickyVariants variants;
    private final Optional<Exposures> exposures;

    StickyReading(Supplier<Evaluator> evaluator, StickyVariants variants, Optional<Exposures> exposures) {
        this.evaluator = evaluator;
        this.variants = variants;
        this.exposures = exposures;
    }

    @Override
    public Evaluation evaluate(String flag, FlagType wanted, EvaluationContext context) {
        Evaluator now = evaluator.get();
        Evaluation evaluation = Reading.evaluate(now, flag, wanted, context);
        Evaluation given = variants.rules().flags().contains(flag) ? kept(now, evaluation, context) : evaluation;
        exposures.ifPresent(some -> Reading.note(some, given, context));
        return given;
    }

    private Evaluation kept(Evaluator now, Evaluation evaluation, EvaluationContext context) {
        Optional<String> unit = unit(context);
        Optional<String> assigned = now.assigned(evaluation, context);
        if (unit.isEmpty() || assigned.isEmpty()) {
            return evaluation;
        }
        return switch (variants.of(new Question(evaluation.key(), unit.get(), assigned.get()))) {
            case Answer.Kept(String variant) -> now.kept(evaluation.key(), variant).orElse(evaluation);
            case Answer.NotKept notKept -> evaluation;
            case Answer.Failed failed -> evaluation.with(Flags.KEPT_UNKNOWN, true);
        };
    }

    private Optional<String> unit(EvaluationContext context) {
        Object value = context.attributes().get(variants.rules().unit());
        return value instanceof String || value instanceof Double ? Optional.of(Coercion.text(value)).filter(text -> !text.isEmpty()) : Optional.empty();
    }
}
