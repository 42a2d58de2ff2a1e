package dev.holdfast.client.cli;

import dev.holdfast.client.cli.invocation.Interruption;
import dev.holdfast.client.cli.invocation.Surroundings;
import dev.holdfast.client.cli.output.Terminal;
import dev.holdfast.core.time.Clock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One command line run in this process, with everything that a process has around it. */
final class CommandRun {
    private final Map<String, String> environment = new HashMap<>();
    private final Path directory;
    private InputStream input = InputStream.nullInputStream();
    private Terminal terminal = Terminal.NONE;
    private Interruption interruption = new Interruption();

    /** What came of it. */
    record Outcome(int code, String out, String err) {}

    /** A run in the directory, which is home and working directory at once. */
    CommandRun(Path directory) {
        this.directory = directory;
        environment.put("HOME", directory.toString());
        environment.put("PATH", System.getenv("PATH"));
    }

    CommandRun with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    CommandRun input(byte[] bytes) {
        return input(new ByteArrayInputStream(bytes));
    }

    CommandRun input(InputStream stream) {
        this.input = stream;
        return this;
    }

    CommandRun at(Terminal seat) {
        this.terminal = seat;
        return this;
    }

    CommandRun interruptedBy(Interruption wish) {
        this.interruption = wish;
        return this;
    }

    Outcome run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return run(out, words, out);
    }

    /** Runs with an output that may fail; what it took is not returned. */
    Outcome runInto(OutputStream out, String... words) {
        return run(out, words, new ByteArrayOutputStream());
    }

    private Outcome run(OutputStream out, String[] words, ByteArrayOutputStream seen) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                environment,
                directory,
                new Surroundings.Streams(input, out, err),
                terminal,
                Clock.system(),
                () -> ZoneOffset.UTC);
        int code = CommandLine.run(new Commands(), List.of(words), surroundings, interruption).number();
        return new Outcome(code, seen.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
