package dev.holdfast.flags;

import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.definition.FlagType;
import java.util.Map;

/** Reads flags from memory, wherever they came from: never throws, and never waits unless {@link Flags#sticky} was asked for it. Thread-safe. */
public interface FlagReading {
    /** What a flag gives, with the reason. */
    Evaluation evaluate(String flag, FlagType wanted, EvaluationContext context);

    /** A flag that is on or off, or {@code otherwise} if it cannot be had. */
    default boolean truth(String flag, boolean otherwise, EvaluationContext context) {
        return evaluate(flag, FlagType.BOOLEAN, context).value() instanceof Boolean value ? value : otherwise;
    }

    /** A flag that is a text, or {@code otherwise} if it cannot be had. */
    default String text(String flag, String otherwise, EvaluationContext context) {
        return evaluate(flag, FlagType.STRING, context).value() instanceof String value ? value : otherwise;
    }

    /** A flag that is a number, or {@code otherwise} if it cannot be had. */
    default double number(String flag, double otherwise, EvaluationContext context) {
        return evaluate(flag, FlagType.NUMBER, context).value() instanceof Double value ? value : otherwise;
    }

    /** A flag that is a JSON object, or {@code otherwise} if it cannot be had. */
    default Map<?, ?> object(String flag, Map<?, ?> otherwise, EvaluationContext context) {
        return evaluate(flag, FlagType.OBJECT, context).value() instanceof Map<?, ?> value ? value : otherwise;
    }
}
