package peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands to their end, one at a time, and measures them with GNU time.
 *
 * <p>GNU time stands between this JVM and the program because it forks: a program started directly by a JVM would
 * inherit the JVM's own peak memory in its accounts.
 */
final class Stopwatch {
    private static final int LONGEST_RUN_HOURS = 3;
    private static final int SHOWN_OUTPUT_CHARS = 6_000;

    private final Path scratch;

    Stopwatch(Path scratch) {
        this.scratch = scratch;
    }

    /** Runs the commands one after the other and adds up what they cost. */
    Cost time(List<Command> commands, Map<String, String> environment) {
        Cost total = Cost.NONE;
        for (Command command : commands) {
            total = total.then(time(command, environment));
        }
        return total;
    }

    private Cost time(Command command, Map<String, String> environment) {
        Path account = scratch.resolve("time.txt");
        List<String> words = new ArrayList<>(List.of("time", "-q", "-f", "%U %S %M", "-o", account.toString(), "--"));
        words.addAll(command.words());
        long startNanos = System.nanoTime();
        start(command, words, environment);
        double wallSeconds = (System.nanoTime() - startNanos) / 1e9;
        try {
            String[] fields = Files.readString(account).strip().split(" ");
            double cpuSeconds = Double.parseDouble(fields[0]) + Double.parseDouble(fields[1]);
            return new Cost(wallSeconds, cpuSeconds, Long.parseLong(fields[2]) * 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command outside of the measurement and returns what it printed. */
    String run(Path directory, String... words) {
        Command command = Command.of(directory, words);
        start(command, command.words(), Map.of());
        return lastOutput();
    }

    /** What the command before printed on standard output. */
    String lastOutput() {
        return read("stdout.txt");
    }

    /** Runs {@code words}, which are those of the command or a call that wraps it. */
    private void start(Command command, List<String> words, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(command.directory().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(scratch.resolve("stdout.txt").toFile())
                .redirectError(scratch.resolve("stderr.txt").toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            if (!process.waitFor(LONGEST_RUN_HOURS, TimeUnit.HOURS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw failure(command, "did not end within " + LONGEST_RUN_HOURS + " hours");
            }
            if (process.exitValue() != 0) {
                throw failure(command, "ended with exit code " + process.exitValue());
            }
        } catch (IOException e) {
            throw new CommandFailure("cannot start: " + command + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(command, "was interrupted");
        }
    }

    private CommandFailure failure(Command command, String end) {
        return new CommandFailure("%s%n  in %s%n  %s%n--- stderr%n%s--- stdout%n%s"
                .formatted(command, command.directory(), end, read("stderr.txt"), read("stdout.txt")));
    }

    private String read(String name) {
        try {
            String text = new String(Files.readAllBytes(scratch.resolve(name)));
            return text.length() <= SHOWN_OUTPUT_CHARS || name.startsWith("stdout")
                    ? text
                    : text.substring(0, SHOWN_OUTPUT_CHARS) + "…\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
