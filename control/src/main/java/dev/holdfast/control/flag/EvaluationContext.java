package dev.holdfast.control.flag;

import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For whom a flag is evaluated: attributes by name. Reading one costs the same whatever their number.
 *
 * @param attributes JSON values, numbers as {@link Double}; kept, not copied, so whoever hands them over leaves them alone
 */
public record EvaluationContext(Map<String, Object> attributes) {
    /** Nobody in particular. */
    public static final EvaluationContext EMPTY = new EvaluationContext(Map.of());

    /** The attribute by which users are assigned unless a rule says otherwise. */
    public static final String TARGETING_KEY = "targetingKey";

    /** Reads a JSON object; empty if the bytes are none. */
    public static Optional<EvaluationContext> read(byte[] utf8) {
        return JsonText.value(utf8) instanceof Parsed.Document document ? of(document.value()) : Optional.empty();
    }

    /** The context that a JSON value is; empty if it is no object. */
    public static Optional<EvaluationContext> of(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        // Keys of JSON objects are texts.
        @SuppressWarnings("unchecked")
        Map<String, Object> attributes = (Map<String, Object>) map;
        return Optional.of(new EvaluationContext(attributes));
    }
}
