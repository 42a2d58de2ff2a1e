package dev.holdfast.flags.wire;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.definition.FlagDocument;
import java.time.Duration;

/** What asking for the rules led to. */
public sealed interface Fetched {
    /** The server has these; their content is what their version says. */
    record Rules(FlagsVersion version, FlagDocument document) implements Fetched {}

    /** The server has the same. */
    record Same() implements Fetched {}

    /**
     * There is no answer that can be used.
     *
     * @param reason one sentence
     * @param notBefore how long the server does not want to be asked; zero if it did not say
     */
    record Failed(String reason, Duration notBefore) implements Fetched {}
}
