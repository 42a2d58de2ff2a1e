package dev.holdfast.engine.select;

/**
 * The rules as they stand inside one directory of a walk. It knows all it needs of the path that led there, so no path is ever put
 * together; {@link #judge} allocates nothing.
 */
public final class Selection {
    private final PathRules rules;
    private final long[] excluding;
    private final long[] including;
    private final boolean included;

    Selection(PathRules rules, long[] excluding, long[] including, boolean included) {
        this.rules = rules;
        this.excluding = excluding;
        this.including = including;
        this.included = included;
    }

    /** What to do with the entry {@code name} of this directory. */
    public Verdict judge(byte[] name, EntryKind kind) {
        RuleSet excludes = rules.excludes();
        if (!excludes.isEmpty()) {
            int last = excludes.lastMatch(excluding, name, kind);
            if (last >= 0 && !excludes.isNegated(last)) {
                return Verdict.SKIP;
            }
        }
        if (includes(name, kind)) {
            return Verdict.TAKE;
        }
        boolean leadsOn = kind == EntryKind.DIRECTORY && rules.includes().couldMatchInside(including, name);
        return leadsOn ? Verdict.DESCEND : Verdict.SKIP;
    }

    /** The selection inside the directory {@code name} of this one, which must not have been judged {@link Verdict#SKIP}. */
    public Selection enter(byte[] name) {
        return rules.selection(
                rules.excludes().advance(excluding, name),
                rules.includes().advance(including, name),
                includes(name, EntryKind.DIRECTORY));
    }

    private boolean includes(byte[] name, EntryKind kind) {
        RuleSet includes = rules.includes();
        if (includes.isEmpty()) {
            return true;
        }
        int last = includes.lastMatch(including, name, kind);
        return last < 0 ? included : !includes.isNegated(last);
    }
}
