package dev.holdfast.engine.select;

/**
 * The excludes and includes of one run; the package description says how they work together. Made once, then carried down each
 * tree by the {@link Selection} that {@link #root()} gives.
 */
public final class PathRules {
    private static final PathRules EVERYTHING = of(Patterns.none(), Patterns.none());

    private final RuleSet excludes;
    private final RuleSet includes;
    /** States without any place in a pattern, shared by all directories that are in one. */
    private final Selection outsideIncludes;

    private final Selection insideIncludes;

    private PathRules(RuleSet excludes, RuleSet includes) {
        this.excludes = excludes;
        this.includes = includes;
        this.outsideIncludes = new Selection(this, new long[0], new long[0], false);
        this.insideIncludes = new Selection(this, new long[0], new long[0], true);
    }

    public static PathRules of(Patterns excludes, Patterns includes) {
        return new PathRules(new RuleSet(excludes.usable()), new RuleSet(includes.usable()));
    }

    /** Rules that leave nothing out. */
    public static PathRules everything() {
        return EVERYTHING;
    }

    /** The selection at a directory that is backed up or restored; the directory itself is always taken. */
    public Selection root() {
        return selection(excludes.start(), includes.start(), includes.isEmpty());
    }

    RuleSet excludes() {
        return excludes;
    }

    RuleSet includes() {
        return includes;
    }

    Selection selection(long[] excluding, long[] including, boolean included) {
        if (excluding.length == 0 && including.length == 0) {
            return included ? insideIncludes : outsideIncludes;
        }
        return new Selection(this, excluding, including, included);
    }
}
