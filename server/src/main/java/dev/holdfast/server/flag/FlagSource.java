package dev.holdfast.server.flag;

import dev.holdfast.control.flag.RuleSet;

/** Where the rule set comes from that is served. Thread-safe; asked at each request, so it answers from memory. */
@FunctionalInterface
public interface FlagSource {
    /** The rule set in force. The same object is given until another one is, and that has a greater sequence. */
    RuleSet current();

    /** Looks for a newer one, because somebody knows of one; returns when {@link #current} gives it. Need not wait for anything slow otherwise. */
    default void refresh() {}
}
