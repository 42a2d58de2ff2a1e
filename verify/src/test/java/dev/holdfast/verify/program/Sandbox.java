package dev.holdfast.verify.program;

import dev.holdfast.client.cli.CommandLine;
import dev.holdfast.client.cli.invocation.Interruption;
import dev.holdfast.client.cli.invocation.Surroundings;
import dev.holdfast.client.cli.output.Terminal;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.core.time.Clock;
import dev.holdfast.program.AllCommands;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A temporary directory with a repository in {@code repository} and a tree to back up in {@code source}. */
public final class Sandbox implements AutoCloseable {
    private static final Pattern SNAPSHOT = Pattern.compile("\\{\"id\":\"([0-9a-f]{32})\".*?\"tags\":\\[(?:\"([^\"]*)\")?");

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    private Sandbox(Path directory) {
        this.directory = directory;
        environment.put("HOME", directory.resolve("home").toString());
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOLDFAST_REPOSITORY", repository().toString());
        environment.put("HOLDFAST_PASSPHRASE", "correct horse battery staple");
    }

    /** A snapshot in a list, with its only tag or nothing. */
    public record Listed(String id, String tag) {}

    /** An empty one. */
    public static Sandbox create() {
        try {
            Sandbox sandbox = new Sandbox(Files.createTempDirectory("holdfast-sandbox"));
            Trees.create(sandbox.source());
            return sandbox;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path(String name) {
        return directory.resolve(name);
    }

    public Path repository() {
        return path("repository");
    }

    public Path source() {
        return path("source");
    }

    /** Sets an environment variable for all commands that follow. */
    public Sandbox with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** What commands find in their environment. */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** Starts the packaged program. */
    public Processes.Running start(String... words) {
        List<String> command = new ArrayList<>(List.of(Program.launcher().toString()));
        command.addAll(List.of(words));
        return Processes.start(directory, environment, command);
    }

    /** Runs the packaged program. */
    public Outcome run(String... words) {
        return start(words).await();
    }

    /** Runs the same command in this process, which is quicker. */
    public Outcome here(String... words) {
        return hereWith(environment(), words);
    }

    /** The same with another environment, for commands that run at once. */
    public Outcome hereWith(Map<String, String> surrounding, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                surrounding,
                directory,
                new Surroundings.Streams(new ByteArrayInputStream(new byte[0]), out, err),
                Terminal.NONE,
                Clock.system(),
                () -> ZoneOffset.UTC);
        int code = CommandLine.run(new AllCommands(), List.of(words), surroundings, new Interruption()).number();
        return new Outcome(List.of(words), code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The snapshots, oldest first. */
    public List<Listed> snapshots() {
        Matcher matcher = SNAPSHOT.matcher(here("snapshots", "--json").expect(ExitCode.COMPLETE).out());
        List<Listed> snapshots = new ArrayList<>();
        while (matcher.find()) {
            snapshots.add(new Listed(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2)));
        }
        return snapshots;
    }

    /** Restores all of a snapshot of {@link #source()} and demands that it is this tree. */
    public void assertRestores(String snapshot, Path expected) {
        Path target = path("restored-" + snapshot);
        here("restore", snapshot, "--target", target.toString(), "--setuid").expect(ExitCode.COMPLETE);
        Trees.assertSame(expected, inside(target, source()), "snapshot " + snapshot);
        Trees.remove(target);
    }

    /** Demands that a check of everything finds nothing. */
    public void assertSound() {
        here("check", "--read-data").expect(ExitCode.COMPLETE);
    }

    /** Where a path of the source stands in a restored snapshot. */
    public static Path inside(Path target, Path path) {
        return target.resolve(path.getRoot().relativize(path));
    }

    @Override
    public void close() {
        Trees.removeBehind(directory);
    }
}
