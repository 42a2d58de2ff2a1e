package dev.holdfast.flags;

import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.flags.exposure.ExposureRules;
import dev.holdfast.flags.wire.Endpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a program reads its flags. Immutable.
 *
 * @param endpoint where they are
 * @param lastKnown a file that keeps a copy for the next start; none for no copy
 * @param defaults what holds until something is known
 * @param timing when the server is asked
 * @param exposures whether the server is told who saw what
 */
public record FlagsOptions(
        Endpoint endpoint, Optional<Path> lastKnown, Optional<FlagDocument> defaults, Timing timing, Optional<ExposureRules> exposures) {
    /** The flags at this address, and nothing else. */
    public static FlagsOptions of(URI address) {
        return of(Endpoint.at(address));
    }

    /** The flags of this environment, and nothing else. */
    public static FlagsOptions of(Endpoint endpoint) {
        return new FlagsOptions(endpoint, Optional.empty(), Optional.empty(), Timing.STANDARD, Optional.empty());
    }

    /** The same with a token. */
    public FlagsOptions withToken(String token) {
        return new FlagsOptions(endpoint.withToken(token), lastKnown, defaults, timing, exposures);
    }

    /** The same with a copy in this file. */
    public FlagsOptions withLastKnown(Path file) {
        return new FlagsOptions(endpoint, Optional.of(file), defaults, timing, exposures);
    }

    /** The same with these defaults; see {@link Defaults}. */
    public FlagsOptions withDefaults(FlagDocument document) {
        return new FlagsOptions(endpoint, lastKnown, Optional.of(document), timing, exposures);
    }

    /** The same at other times. */
    public FlagsOptions withTiming(Timing next) {
        return new FlagsOptions(endpoint, lastKnown, defaults, next, exposures);
    }

    /** The same, and the server is told who saw what. */
    public FlagsOptions withExposures(ExposureRules rules) {
        return new FlagsOptions(endpoint, lastKnown, defaults, timing, Optional.of(rules));
    }
}
