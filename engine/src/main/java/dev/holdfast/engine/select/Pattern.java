package dev.holdfast.engine.select;

/**
 * One understood pattern. A pattern that matches at any depth begins with {@link Component.AnyDepth}, whether or not it was written so.
 *
 * @param negated whether it began with {@code !}
 * @param directoriesOnly whether it ended with a slash
 * @param components the steps of the path, at least one
 */
record Pattern(boolean negated, boolean directoriesOnly, Component[] components) {
    /** Whether only the last name of a path matters, at whatever depth. */
    boolean byName() {
        return components.length == 2
                && components[0] instanceof Component.AnyDepth
                && !(components[1] instanceof Component.AnyDepth);
    }

    Component last() {
        return components[components.length - 1];
    }

    boolean concerns(EntryKind kind) {
        return !directoriesOnly || kind == EntryKind.DIRECTORY;
    }
}
