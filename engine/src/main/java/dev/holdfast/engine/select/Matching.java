package dev.holdfast.engine.select;

import java.util.Arrays;

/**
 * The question which entries of a tree match patterns themselves, as it stands inside one directory: a search and not a selection,
 * so what lies below a match is no match for that. Patterns are anchored to where the search begins; the last that matches decides.
 * Immutable.
 */
public final class Matching {
    private final RuleSet rules;
    private final long[] spots;

    private Matching(RuleSet rules, long[] spots) {
        this.rules = rules;
        this.spots = spots;
    }

    /** The question at the directory where a search begins. Without patterns everything matches. */
    public static Matching of(Patterns patterns) {
        RuleSet rules = new RuleSet(patterns.usable());
        return new Matching(rules, rules.start());
    }

    /** Whether the entry {@code name} of this directory matches. */
    public boolean matches(byte[] name, EntryKind kind) {
        if (rules.isEmpty()) {
            return true;
        }
        int last = rules.lastMatch(spots, name, kind);
        return last >= 0 && !rules.isNegated(last);
    }

    /** Whether anything inside the directory {@code name} of this one, at any depth, could match. */
    public boolean couldMatchInside(byte[] name) {
        return rules.isEmpty() || rules.couldMatchInside(spots, name);
    }

    /** The question inside the directory {@code name} of this one. */
    public Matching enter(byte[] name) {
        long[] inside = rules.advance(spots, name);
        return inside.length == 0 && spots.length == 0 ? this : new Matching(rules, inside);
    }

    /** A number that is the same for directories of one search in which the same is asked. */
    public int state() {
        return Arrays.hashCode(spots);
    }
}
