package dev.holdfast.control.flag.life;

import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.definition.FlagDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the definitions that the stages of a flag's life need. The variant stands first in {@code fractional} and the weights always add up
 * to 100, so a user's place on the line stays and a larger share reaches further along it: raising a share only ever adds users.
 */
public final class FlagLife {
    /** Metadata: the stage a flag is in. */
    public static final String STAGE = "stage";

    /** Metadata: the variant that is rolled out. */
    public static final String VARIANT = "rollout";

    /** Metadata: the evaluator that says who is internal. */
    public static final String GROUP = "group";

    /** Metadata: the attribute by which users are assigned. */
    public static final String BUCKET_BY = "bucketBy";

    /** Metadata: the way in which they are. */
    public static final String HASH_VERSION = "hashVersion";

    private static final int WHOLE = 100;

    private FlagLife() {}

    /**
     * A flag in its life.
     *
     * @param rollout what stays the same
     * @param stage where it is
     */
    public record Position(Rollout rollout, Stage stage) {}

    /** What asking for a stage led to. */
    public sealed interface Step {
        /** The flag's definition in that stage, as JSON. */
        record To(Map<String, Object> flag) implements Step {}

        /** It cannot go there. */
        record Refused(String message, String next) implements Step {}
    }

    /** Where a flag is in its life; empty if it never began one or its rule was changed by hand since. */
    public static Optional<Position> position(Map<String, Object> flag) {
        Map<String, Object> metadata = object(flag.get("metadata"));
        Optional<Stage> stage = text(metadata, STAGE).flatMap(Stage::read);
        Optional<String> variant = text(metadata, VARIANT);
        if (stage.isEmpty() || variant.isEmpty()) {
            return Optional.empty();
        }
        String otherwise = stage.get() instanceof Stage.Permanent ? other(flag, variant.get()) : text(flag, "defaultVariant").orElse("");
        if (otherwise.equals(variant.get()) || otherwise.isEmpty()) {
            return Optional.empty();
        }
        Rollout rollout = new Rollout(
                variant.get(), otherwise, text(metadata, GROUP), text(metadata, BUCKET_BY).orElse(EvaluationContext.TARGETING_KEY));
        return Objects.equals(flag.get("targeting"), rule(rollout, stage.get())) ? Optional.of(new Position(rollout, stage.get())) : Optional.empty();
    }

    /** Any other variant: after the end of a roll-out nobody gets it. */
    private static String other(Map<String, Object> flag, String variant) {
        return object(flag.get("variants")).keySet().stream().filter(name -> !name.equals(variant)).findFirst().orElse("");
    }

    /** The flag in another stage. */
    public static Step to(Stage stage, Rollout rollout, Map<String, Object> flag) {
        Optional<Position> position = position(flag);
        if (flag.get("targeting") != null && position.isEmpty()) {
            return new Step.Refused(
                    "the flag has a rule of its own, which a stage would replace", "take the rule out of the flag first, or change its weights by hand");
        }
        for (String variant : List.of(rollout.variant(), rollout.otherwise())) {
            if (!object(flag.get("variants")).containsKey(variant)) {
                return new Step.Refused("the flag has no variant '" + variant + "'", "name one of " + object(flag.get("variants")).keySet());
            }
        }
        if (stage instanceof Stage.Internal && rollout.group().isEmpty()) {
            return new Step.Refused("nobody is said to be internal", "name an evaluator of the document as the group, or go on to a share");
        }
        Optional<Step.Refused> reassigns = position.flatMap(now -> reassigns(now, rollout));
        return reassigns.isPresent() ? reassigns.get() : new Step.To(written(stage, rollout, flag));
    }

    private static Optional<Step.Refused> reassigns(Position now, Rollout next) {
        boolean same = now.rollout().variant().equals(next.variant()) && now.rollout().bucketBy().equals(next.bucketBy());
        return same || now.stage() instanceof Stage.Draft
                ? Optional.empty()
                : Optional.of(new Step.Refused(
                        "users who have a variant already would be assigned anew: the flag rolls out '" + now.rollout().variant() + "' by '"
                                + now.rollout().bucketBy() + "'",
                        "keep both, or take the flag back to draft first"));
    }

    private static Map<String, Object> written(Stage stage, Rollout rollout, Map<String, Object> flag) {
        Map<String, Object> next = new LinkedHashMap<>(flag);
        next.put("state", (stage instanceof Stage.Archived ? FlagDefinition.State.DISABLED : FlagDefinition.State.ENABLED).name());
        next.put("defaultVariant", stage instanceof Stage.Permanent ? rollout.variant() : rollout.otherwise());
        Object rule = rule(rollout, stage);
        if (rule == null) {
            next.remove("targeting");
        } else {
            next.put("targeting", rule);
        }
        Map<String, Object> metadata = new LinkedHashMap<>(object(flag.get("metadata")));
        metadata.put(STAGE, stage.text());
        metadata.put(VARIANT, rollout.variant());
        metadata.put(BUCKET_BY, rollout.bucketBy());
        metadata.put(HASH_VERSION, Rollout.HASH_VERSION);
        rollout.group().ifPresentOrElse(group -> metadata.put(GROUP, group), () -> metadata.remove(GROUP));
        next.put("metadata", metadata);
        return next;
    }

    private static @Nullable Object rule(Rollout rollout, Stage stage) {
        return switch (stage) {
            case Stage.Draft draft -> null;
            case Stage.Permanent permanent -> null;
            case Stage.Archived archived -> null;
            case Stage.Internal internal -> inGroup(rollout, rollout.otherwise());
            case Stage.Share share -> inGroup(rollout, share(rollout, share.percent()));
        };
    }

    private static Object inGroup(Rollout rollout, Object others) {
        return rollout.group()
                .<Object>map(group -> Map.of("if", List.of(Map.of("$ref", group), rollout.variant(), others)))
                .orElse(others);
    }

    /** The name of the flag is part of what is hashed, so that it is not always the same users who come first. */
    private static Object share(Rollout rollout, int percent) {
        List<Object> buckets = List.of(
                List.of(rollout.variant(), (double) percent), List.of(rollout.otherwise(), (double) (WHOLE - percent)));
        if (rollout.bucketBy().equals(EvaluationContext.TARGETING_KEY)) {
            return Map.of("fractional", buckets);
        }
        Map<String, Object> attribute = Map.of("var", rollout.bucketBy());
        List<Object> arguments = new ArrayList<>(List.of(Map.of("cat", List.of(Map.of("var", "$flagd.flagKey"), attribute))));
        arguments.addAll(buckets);
        // Without the attribute there is no assignment: otherwise all who lack it would share one place.
        return Map.of("if", List.of(attribute, Map.of("fractional", arguments)));
    }

    private static Optional<String> text(Map<String, Object> map, String key) {
        return map.get(key) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    private static Map<String, Object> object(@Nullable Object value) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> members.put((String) key, member));
        }
        return members;
    }
}
