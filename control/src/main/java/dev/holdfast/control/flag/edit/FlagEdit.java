package dev.holdfast.control.flag.edit;

import dev.holdfast.control.flag.definition.FlagDefinition;
import dev.holdfast.control.flag.life.FlagLife;
import dev.holdfast.control.flag.life.Rollout;
import dev.holdfast.control.flag.life.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One change of one flag. */
public sealed interface FlagEdit {
    /** The flag's name. */
    String flag();

    /** What applying an edit led to. */
    sealed interface Result {
        /** The document after it. */
        record Edited(Map<String, Object> document) implements Result {}

        /** It does not fit the document. */
        record Inapplicable(String message, String next) implements Result {}
    }

    /**
     * Gives everybody the same variant. The flag loses its rule, but not its prerequisites.
     *
     * @param choice a variant; {@code on} and {@code off} also name the variants with the values true and false
     */
    record Serve(String flag, String choice) implements FlagEdit {}

    /** Switches the flag as a whole. Its variants and its rule stay. */
    record Switch(String flag, FlagDefinition.State state) implements FlagEdit {}

    /** Writes the flag anew, or adds it. */
    record Put(String flag, Map<String, Object> definition) implements FlagEdit {}

    /** Takes the flag out. */
    record Remove(String flag) implements FlagEdit {}

    /** Takes the flag to another stage of its life. */
    record Move(String flag, Rollout rollout, Stage stage) implements FlagEdit {}

    /** The document with this change. */
    default Result apply(Map<String, Object> document) {
        Map<String, Object> flags = FlagJson.object(document.get("flags"));
        if (this instanceof Put put) {
            return edited(document, put.definition());
        }
        if (!(flags.get(flag()) instanceof Map<?, ?> found)) {
            return new Result.Inapplicable("there is no flag '" + flag() + "'", "see which there are, or add it");
        }
        Map<String, Object> definition = FlagJson.object(found);
        List<String> dependents = isEnd() ? FlagJson.needing(flags, flag()) : List.of();
        if (!dependents.isEmpty()) {
            return new Result.Inapplicable(
                    "the flag '" + flag() + "' is a prerequisite of " + String.join(", ", dependents), "take it out of their prerequisites first");
        }
        return switch (this) {
            case Put put -> edited(document, put.definition());
            case Remove remove -> removed(document);
            case Switch change -> edited(document, FlagJson.with(definition, "state", change.state().name()));
            case Serve serve -> serve(document, definition, serve.choice());
            case Move move -> switch (FlagLife.to(move.stage(), move.rollout(), definition)) {
                case FlagLife.Step.To to -> edited(document, to.flag());
                case FlagLife.Step.Refused refused -> new Result.Inapplicable(refused.message() + " (flag '" + flag() + "')", refused.next());
            };
        };
    }

    private boolean isEnd() {
        return this instanceof Remove || (this instanceof Move move && move.stage() instanceof Stage.Archived);
    }

    private Result.Edited edited(Map<String, Object> document, Map<String, Object> definition) {
        return new Result.Edited(FlagJson.with(document, "flags", FlagJson.with(FlagJson.object(document.get("flags")), flag(), definition)));
    }

    private Result.Edited removed(Map<String, Object> document) {
        Map<String, Object> flags = new LinkedHashMap<>(FlagJson.object(document.get("flags")));
        flags.remove(flag());
        return new Result.Edited(FlagJson.with(document, "flags", flags));
    }

    private Result serve(Map<String, Object> document, Map<String, Object> definition, String choice) {
        Map<String, Object> variants = FlagJson.object(definition.get("variants"));
        Optional<String> variant = FlagJson.variant(variants, choice);
        if (variant.isEmpty()) {
            return new Result.Inapplicable(
                    "the flag '" + flag() + "' has no variant '" + choice + "'", "name one of its variants: " + String.join(", ", variants.keySet()));
        }
        Map<String, Object> next = new LinkedHashMap<>(definition);
        next.put("state", FlagDefinition.State.ENABLED.name());
        next.put("defaultVariant", variant.get());
        next.remove("targeting");
        // Prerequisites stay, but whoever switches a flag off means everybody.
        if (choice.equals("off") && next.containsKey("offVariant")) {
            next.put("offVariant", variant.get());
        }
        Map<String, Object> metadata = new LinkedHashMap<>(FlagJson.object(definition.get("metadata")));
        if (metadata.remove(FlagLife.STAGE) != null) {
            next.put("metadata", metadata);
        }
        return edited(document, next);
    }
}
