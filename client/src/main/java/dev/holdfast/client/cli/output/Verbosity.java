package dev.holdfast.client.cli.output;

/** How much is said to people. */
public enum Verbosity {
    QUIET,
    NORMAL,
    VERBOSE
}
