package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Usage;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The time at which a server is to carry out a change. */
final class When {
    static final Option AT = Option.one("--at", "TIME", "not before this time, such as 2027-01-31T06:00:00Z (needs a server)");

    private When() {}

    /** The time that was given to a command of this name. */
    static Optional<Instant> of(Arguments given, String command) {
        return given.text(AT).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw Usage.error(command, "--at is a time such as 2027-01-31T06:00:00Z, not '" + text + "'");
            }
        });
    }
}
