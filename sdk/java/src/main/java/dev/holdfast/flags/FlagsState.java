package dev.holdfast.flags;

/** How far what a program reads can be trusted. */
public enum FlagsState {
    /** The first answer is awaited; until then the copy on disk or the defaults hold. */
    NOT_READY,
    /** The server has confirmed the rules. */
    READY,
    /** The server could not be asked, or answers with older rules: those known last, or the defaults, hold. */
    STALE,
    /** The server could not be asked, and there is neither a copy nor a default: every flag gives what the program's code says. */
    ERROR
}
