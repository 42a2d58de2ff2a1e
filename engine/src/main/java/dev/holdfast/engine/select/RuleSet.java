package dev.holdfast.engine.select;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * An ordered list of patterns, laid out for fast questions.
 *
 * <p>Patterns about the last name only need no memory of the path. The others are followed like a non-deterministic automaton: a
 * <em>spot</em> says that the path so far matched the components of one pattern up to a place, and packs the pattern's number into the
 * upper half of a long and the next component into the lower. The spots of a directory are kept in descending order, so that the
 * first spot that completes belongs to the last pattern. There are never more of them than components in all patterns.
 */
final class RuleSet {
    private static final long[] NOWHERE = new long[0];

    private final List<Pattern> rules;
    private final LiteralTable literals;
    private final int[] bySuffix;
    private final int[] byGlob;
    private final long[] start;
    private final boolean takesByName;

    RuleSet(List<Pattern> rules) {
        this.rules = List.copyOf(rules);
        this.literals = new LiteralTable(this.rules);
        this.bySuffix = descending(i -> rules.get(i).byName() && rules.get(i).last() instanceof Component.Suffix);
        this.byGlob = descending(i -> rules.get(i).byName() && rules.get(i).last() instanceof Component.Wild);
        this.takesByName = rules.stream().anyMatch(rule -> rule.byName() && !rule.negated());
        Spots spots = new Spots();
        for (int rule = 0; rule < rules.size(); rule++) {
            if (!rules.get(rule).byName()) {
                addFrom(spots, rule, 0);
            }
        }
        this.start = spots.sorted();
    }

    private int[] descending(IntPredicate wanted) {
        int last = rules.size() - 1;
        return IntStream.rangeClosed(0, last).map(i -> last - i).filter(wanted).toArray();
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    /** The spots at the root, before any name. */
    long[] start() {
        return start;
    }

    boolean isNegated(int rule) {
        return rules.get(rule).negated();
    }

    /** The number of the last pattern that matches an entry of the directory with these spots, or -1. */
    int lastMatch(long[] spots, byte[] name, EntryKind kind) {
        int best = literals.lastMatch(name, kind);
        best = lastOf(bySuffix, best, name, kind);
        best = lastOf(byGlob, best, name, kind);
        for (long spot : spots) {
            int rule = rule(spot);
            if (rule <= best) {
                break;
            }
            Pattern pattern = rules.get(rule);
            int next = component(spot);
            if (next == pattern.components().length - 1 && pattern.concerns(kind) && pattern.last().matches(name)) {
                return rule;
            }
        }
        return best;
    }

    private int lastOf(int[] candidates, int best, byte[] name, EntryKind kind) {
        for (int rule : candidates) {
            if (rule <= best) {
                break;
            }
            Pattern pattern = rules.get(rule);
            if (pattern.concerns(kind) && pattern.last().matches(name)) {
                return rule;
            }
        }
        return best;
    }

    /** The spots inside the directory {@code name}. */
    long[] advance(long[] spots, byte[] name) {
        if (spots.length == 0) {
            return NOWHERE;
        }
        Spots inside = new Spots();
        for (long spot : spots) {
            int next = component(spot);
            Component[] components = rules.get(rule(spot)).components();
            if (components[next] instanceof Component.AnyDepth) {
                addFrom(inside, rule(spot), next);
            } else if (next + 1 < components.length && components[next].matches(name)) {
                addFrom(inside, rule(spot), next + 1);
            }
        }
        return inside.sorted();
    }

    /** Whether something inside the directory {@code name}, at any depth, could match a pattern that is not negated. */
    boolean couldMatchInside(long[] spots, byte[] name) {
        if (takesByName) {
            return true;
        }
        for (long spot : spots) {
            Pattern pattern = rules.get(rule(spot));
            int next = component(spot);
            boolean leadsOn = pattern.components()[next] instanceof Component.AnyDepth
                    || (next + 1 < pattern.components().length && pattern.components()[next].matches(name));
            if (leadsOn && !pattern.negated()) {
                return true;
            }
        }
        return false;
    }

    /** Adds a spot, and those behind it that are reached because {@code **} may stand for no step at all. */
    private void addFrom(Spots spots, int rule, int component) {
        Component[] components = rules.get(rule).components();
        int next = component;
        spots.add(spot(rule, next));
        while (components[next] instanceof Component.AnyDepth && next + 1 < components.length) {
            next++;
            spots.add(spot(rule, next));
        }
    }

    private static long spot(int rule, int component) {
        return (long) rule << 32 | component;
    }

    private static int rule(long spot) {
        return (int) (spot >>> 32);
    }

    private static int component(long spot) {
        return (int) spot;
    }

    /** Spots being collected, in any order and with repetitions. */
    private static final class Spots {
        private long[] values = NOWHERE;
        private int count;

        void add(long spot) {
            if (count == values.length) {
                values = Arrays.copyOf(values, Math.max(8, 2 * count));
            }
            values[count++] = spot;
        }

        long[] sorted() {
            if (count == 0) {
                return NOWHERE;
            }
            long[] ascending = Arrays.stream(values, 0, count).sorted().distinct().toArray();
            long[] descending = new long[ascending.length];
            Arrays.setAll(descending, i -> ascending[ascending.length - 1 - i]);
            return descending;
        }
    }
}
