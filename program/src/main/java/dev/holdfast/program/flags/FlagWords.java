package dev.holdfast.program.flags;

import dev.holdfast.client.cli.syntax.Option;

/** Words that several of the commands have. */
final class FlagWords {
    static final Option FILE = Option.one("--file", "FILE", "the flags, as JSON in flagd's format");

    private FlagWords() {}
}
