package dev.holdfast.control.flag.logic;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a node sees: the data that {@code var} reads, and the evaluation that it is part of. Belongs to one thread. */
public final class Scope {
    private final @Nullable Object data;
    private final Evaluating evaluating;

    private Scope(@Nullable Object data, Evaluating evaluating) {
        this.data = data;
        this.evaluating = evaluating;
    }

    /**
     * The scope of a whole rule.
     *
     * @param data what {@code var} reads, usually the evaluation context
     * @param subject what is being evaluated
     */
    public static Scope of(@Nullable Object data, Subject subject) {
        return new Scope(data, new Evaluating(subject, data));
    }

    /** The scope of a rule that belongs to no flag. */
    public static Scope of(@Nullable Object data) {
        return of(data, Subject.NONE);
    }

    /**
     * What is being evaluated.
     *
     * @param flagKey the name of the flag
     * @param timestampSeconds the time, in seconds since 1970
     */
    public record Subject(String flagKey, long timestampSeconds) {
        static final Subject NONE = new Subject("", 0);
    }

    /** The scope of the same rule's part that looks at one element of a list. */
    Scope on(@Nullable Object element) {
        return new Scope(element, evaluating);
    }

    @Nullable Object data() {
        return data;
    }

    Subject subject() {
        return evaluating.subject;
    }

    /** The attribute that tells whom a flag is evaluated for. */
    @Nullable Object targetingKey() {
        return evaluating.root instanceof Map<?, ?> map ? map.get("targetingKey") : null;
    }

    /** Notes that the outcome depends on a pseudorandom assignment. */
    void split() {
        evaluating.split = true;
    }

    /** Whether the outcome depended on a pseudorandom assignment. */
    public boolean isSplit() {
        return evaluating.split;
    }

    /** What all scopes of one evaluation share. */
    private static final class Evaluating {
        private final Subject subject;
        private final @Nullable Object root;
        private boolean split;

        Evaluating(Subject subject, @Nullable Object root) {
            this.subject = subject;
            this.root = root;
        }
    }
}
