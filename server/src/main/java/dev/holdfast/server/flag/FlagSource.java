package dev.holdfast.server.flag;

import dev.holdfast.control.flag.RuleSet;

/** Where the rule set comes from that is served. Thread-safe; asked at each request, so it answers from memory. */
@FunctionalInterface
public interface FlagSource {
    /** The rule set in force. The same object is given until another one is. */
    RuleSet current();
}
