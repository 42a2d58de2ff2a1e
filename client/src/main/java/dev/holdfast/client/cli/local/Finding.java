package dev.holdfast.client.cli.local;

/**
 * What one check of {@code holdfast doctor} found.
 *
 * @param check a short name of what was looked at
 * @param text what is there
 * @param next what to do about it; empty if nothing
 */
record Finding(String check, Level level, String text, String next) {
    /** How bad it is. */
    enum Level {
        OK,
        /** Something does not work, and may not be needed. */
        WARNING,
        /** Backups will fail or cannot be relied on. */
        PROBLEM
    }

    static Finding ok(String check, String text) {
        return new Finding(check, Level.OK, text, "");
    }

    static Finding warning(String check, String text, String next) {
        return new Finding(check, Level.WARNING, text, next);
    }

    static Finding problem(String check, String text, String next) {
        return new Finding(check, Level.PROBLEM, text, next);
    }
}
