package dev.holdfast.client.cli.saving;

import dev.holdfast.client.backup.BackupRequest.ContentStream;
import dev.holdfast.client.cli.invocation.Quoting;
import dev.holdfast.client.cli.invocation.Surroundings;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a command prints as the content of a file. Its end counts only if the command succeeded: half a dump under the name of a whole one
 * is worse than none.
 */
final class CommandOutput implements ContentStream, AutoCloseable {
    private final String shown;
    private final Process process;
    private final InputStream output;

    CommandOutput(Surroundings surroundings, List<String> command) {
        this.shown = command.stream().map(Quoting::quote).collect(Collectors.joining(" "));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(surroundings.directory().toFile())
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(surroundings.environment());
        try {
            this.process = builder.start();
        } catch (IOException e) {
            throw failed("cannot be started: " + e.getMessage(), e);
        }
        this.output = process.getInputStream();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        try {
            int count = output.read(target, offset, length);
            if (count < 0) {
                requireSuccess(process.waitFor());
            }
            return count;
        } catch (IOException e) {
            throw failed("cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.INTERRUPTED, "interrupted while reading from " + shown, e);
        }
    }

    private void requireSuccess(int exitCode) {
        if (exitCode != 0) {
            throw new HoldfastException(
                    ErrorCode.COMMAND_FAILED,
                    "the command " + shown + " failed with exit code " + exitCode + "; no snapshot was made",
                    "run it by hand to see why");
        }
    }

    private HoldfastException failed(String how, IOException cause) {
        return new HoldfastException(
                ErrorCode.COMMAND_FAILED, "the command " + shown + " " + how + "; no snapshot was made", "run it by hand to see why", cause);
    }

    /** Ends the command if it still runs, because nobody will read the rest. */
    @Override
    public void close() {
        process.destroy();
    }
}
