package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.output.SystemTerminal;
import dev.holdfast.client.cli.output.Terminal;
import dev.holdfast.client.remote.Choices;
import dev.holdfast.client.remote.transport.Allowance;
import dev.holdfast.core.time.Clock;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The process as a command sees it.
 *
 * @param environment the environment variables
 * @param directory what relative paths are relative to
 * @param streams standard input, output and error
 * @param terminal the terminal, if there is one
 * @param clock wall-clock and monotonic time
 * @param zones gives the zone in which times are shown and read; asked only when needed, because finding it out takes a while
 * @param allowance how much of the network may be taken, beside what options say
 * @param choices what holds where options say nothing
 */
public record Surroundings(
        Map<String, String> environment,
        Path directory,
        Streams streams,
        Terminal terminal,
        Clock clock,
        Supplier<ZoneId> zones,
        Allowance allowance,
        Choices choices) {
    /** With all of the network, and what is usual. */
    public Surroundings(
            Map<String, String> environment, Path directory, Streams streams, Terminal terminal, Clock clock, Supplier<ZoneId> zones) {
        this(environment, directory, streams, terminal, clock, zones, Allowance.UNLIMITED, Choices.USUAL);
    }

    /** The same with these choices. */
    public Surroundings with(Choices others) {
        return new Surroundings(environment, directory, streams, terminal, clock, zones, allowance, others);
    }

    /** The three standard streams. */
    public record Streams(InputStream in, OutputStream out, OutputStream err) {}

    /** Those of the running process. */
    public static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        // Not System.out and its kind: they swallow the failure of a write.
        Streams streams = new Streams(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
        return new Surroundings(
                environment,
                Path.of("").toAbsolutePath(),
                streams,
                new SystemTerminal(environment),
                Clock.system(),
                ZoneId::systemDefault);
    }

    /** An environment variable, where an empty one counts as not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Whether a variable is there, even an empty one. */
    public boolean hasVariable(String name) {
        return environment.containsKey(name);
    }
}
