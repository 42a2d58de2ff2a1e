package dev.holdfast.control.flag.life;

import dev.holdfast.control.flag.EvaluationContext;
import java.util.Optional;

/**
 * What stays the same while a flag goes from stage to stage, so that nobody is assigned anew.
 *
 * @param variant which more and more users get
 * @param otherwise which the others get
 * @param group the evaluator that says who is internal, if somebody is
 * @param bucketBy the attribute by which users are assigned
 */
public record Rollout(String variant, String otherwise, Optional<String> group, String bucketBy) {
    /** The way in which the hash of a user becomes a place; recorded with each flag, so that a new way leaves old flags alone. */
    public static final double HASH_VERSION = 1;

    public Rollout {
        if (variant.equals(otherwise) || bucketBy.isEmpty()) {
            throw new IllegalArgumentException("a roll-out needs two variants and an attribute to assign by");
        }
    }

    /** By the targeting key, for the internal group of this name. */
    public static Rollout of(String variant, String otherwise, Optional<String> group) {
        return new Rollout(variant, otherwise, group, EvaluationContext.TARGETING_KEY);
    }
}
