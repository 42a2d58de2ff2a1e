package dev.holdfast.verify.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs. */
public final class Processes {
    private static final long LIMIT_SECONDS = 300;

    private Processes() {}

    /** A program that was started; what it writes goes to two files, so that it never waits for a reader. */
    public record Running(List<String> command, Process process, Path out, Path err) {
        /** Waits for its end. One that takes minutes hangs, and is ended. */
        public Outcome await() {
            try {
                boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
                if (!ended) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly().waitFor();
                }
                int code = ended ? process.exitValue() : -1;
                Outcome outcome = new Outcome(command, code, text(out), text(err) + (ended ? "" : "\nkilled, because it hung"));
                Files.delete(out);
                Files.delete(err);
                return outcome;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String text(Path file) throws IOException {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        }
    }

    /** Starts a program with nothing on its standard input. */
    public static Running start(Path directory, Map<String, String> environment, List<String> command) {
        try {
            Path out = Files.createTempFile("holdfast-test", ".out");
            Path err = Files.createTempFile("holdfast-test", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().putAll(environment);
            return new Running(command, builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program to its end. */
    public static Outcome run(Path directory, Map<String, String> environment, List<String> command) {
        return start(directory, environment, command).await();
    }
}
