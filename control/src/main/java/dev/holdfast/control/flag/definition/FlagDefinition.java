package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.Pointer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One flag as it was written, with references replaced by what they refer to and what it needs of other flags written into its rule.
 *
 * @param key its name
 * @param pointer where it stands
 * @param state whether it is evaluated at all
 * @param type the kind of all its values
 * @param variants its values by name
 * @param defaultVariant the variant if targeting says nothing; none leaves the choice to the program that asks
 * @param targeting its rule; null for none
 * @param metadata of the flag, over that of the document
 * @param prerequisites what it needs of other flags, for those who ask why; its rule has them already
 */
public record FlagDefinition(
        String key,
        Pointer pointer,
        State state,
        FlagType type,
        Map<String, Object> variants,
        @Nullable String defaultVariant,
        @Nullable Object targeting,
        Map<String, Object> metadata,
        Prerequisites prerequisites) {
    /** Whether a flag is evaluated. */
    public enum State {
        ENABLED,
        DISABLED
    }

    FlagDefinition needing(Prerequisites others) {
        return new FlagDefinition(key, pointer, state, type, variants, defaultVariant, targeting, metadata, others);
    }

    FlagDefinition ruled(@Nullable Object rule, @Nullable String otherwise) {
        return new FlagDefinition(key, pointer, state, type, variants, otherwise, rule, metadata, prerequisites);
    }

    /** Where its rule stands. */
    public Pointer targetingPointer() {
        return pointer.to("targeting");
    }
}
