package dev.holdfast.engine.select;

/** What a text turned out to be when it was read as a pattern. */
sealed interface Parsed {
    /** A pattern that can match. */
    record Usable(Pattern pattern) implements Parsed {}

    /** Nothing: an empty line, a comment, a lone slash. */
    record Blank() implements Parsed {}

    /** A pattern that can never match, which its author hardly meant. */
    record Malformed() implements Parsed {}
}
