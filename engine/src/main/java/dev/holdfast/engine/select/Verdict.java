package dev.holdfast.engine.select;

/** What a walk does with one entry. */
public enum Verdict {
    /** The entry belongs to the selection; if it is a directory, go down into it. */
    TAKE,
    /** A directory that is not selected itself; go down into it because something below may be. */
    DESCEND,
    /** Leave the entry out, with everything below it. */
    SKIP;

    /** Whether a directory with this verdict is entered. */
    public boolean descends() {
        return this != SKIP;
    }
}
