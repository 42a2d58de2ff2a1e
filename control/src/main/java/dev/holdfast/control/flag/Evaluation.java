package dev.holdfast.control.flag;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a flag gives.
 *
 * @param key the flag's name
 * @param value a {@link Boolean}, {@link String}, {@link Double} or {@link Map}; null if the program's own default applies
 * @param variant the name of the value; null if there is none
 * @param reason why it is this one
 * @param fault why there is none; null unless the reason is {@link Reason#ERROR}
 * @param metadata of the flag and of all flags together
 */
public record Evaluation(
        String key,
        @Nullable Object value,
        @Nullable String variant,
        Reason reason,
        @Nullable Fault fault,
        Map<String, Object> metadata) {
    /** Metadata: the variant is one that somebody keeps, whatever the rule gives now. */
    public static final String KEPT = "kept";

    public Evaluation {
        if ((fault != null) != (reason == Reason.ERROR)) {
            throw new IllegalArgumentException("an evaluation of " + key + " with reason " + reason + " and fault " + fault);
        }
        metadata = Collections.unmodifiableMap(metadata);
    }

    /**
     * Why an evaluation has no value.
     *
     * @param message one sentence
     */
    public record Fault(FlagError code, String message) {}

    /** The same with something more said of it. */
    public Evaluation with(String name, Object said) {
        Map<String, Object> more = new LinkedHashMap<>(metadata);
        more.put(name, said);
        return new Evaluation(key, value, variant, reason, fault, more);
    }

    static Evaluation of(String key, Object value, String variant, Reason reason, Map<String, Object> metadata) {
        return new Evaluation(key, value, variant, reason, null, metadata);
    }

    static Evaluation withoutValue(String key, Reason reason, Map<String, Object> metadata) {
        return new Evaluation(key, null, null, reason, null, metadata);
    }

    static Evaluation failed(String key, FlagError code, String message, Map<String, Object> metadata) {
        return new Evaluation(key, null, null, Reason.ERROR, new Fault(code, message), metadata);
    }
}
