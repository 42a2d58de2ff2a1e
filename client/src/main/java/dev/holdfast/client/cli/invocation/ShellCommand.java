package dev.holdfast.client.cli.invocation;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command of the user's, run by {@code sh -c}. */
public final class ShellCommand {
    private static final int MAX_CAPTURED_BYTES = 1 << 16;

    private final Surroundings surroundings;
    private final String line;

    public ShellCommand(Surroundings surroundings, String line) {
        this.surroundings = surroundings;
        this.line = line;
    }

    /**
     * Runs it with further variables, its output going to standard error, and waits.
     *
     * @return its exit code
     */
    public int run(Map<String, String> variables) {
        ProcessBuilder builder = builder();
        builder.environment().putAll(variables);
        // Results of the command itself own standard output.
        builder.redirectErrorStream(true);
        try {
            Process process = builder.start();
            try (InputStream output = process.getInputStream()) {
                output.transferTo(surroundings.streams().err());
            }
            return process.waitFor();
        } catch (IOException e) {
            throw failed("cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.INTERRUPTED, "interrupted while '" + line + "' was running", e);
        }
    }

    /** Its output as a secret: the caller clears it, and no message shows it. */
    byte[] capture(String origin) {
        ProcessBuilder builder = builder().redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = builder.start();
            byte[] captured;
            try (InputStream output = process.getInputStream()) {
                captured = output.readNBytes(MAX_CAPTURED_BYTES);
            }
            int code = process.waitFor();
            if (code != 0) {
                throw failed("(" + origin + ") failed with exit code " + code, null);
            }
            return SecretFiles.withoutLineEnd(captured);
        } catch (IOException e) {
            throw failed("(" + origin + ") cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.INTERRUPTED, "interrupted while " + origin + " was running", e);
        }
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", line).directory(surroundings.directory().toFile());
        builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(surroundings.environment());
        return builder;
    }

    private HoldfastException failed(String how, @Nullable Throwable cause) {
        return new HoldfastException(ErrorCode.COMMAND_FAILED, "the command '" + line + "' " + how, "run it by hand to see why", cause);
    }
}
