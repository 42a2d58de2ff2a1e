package dev.holdfast.verify.network.flags;

import dev.holdfast.verify.program.Program;
import dev.holdfast.verify.program.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged {@code holdfast flags serve} as a process of its own. */
final class FileService implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("\"listening\":\"http://127\\.0\\.0\\.1:([0-9]+)\"");

    private final Process process;
    private final int port;

    private FileService(Sandbox sandbox, Path file, int at) {
        List<String> command = List.of(
                Program.launcher().toString(), "flags", "serve", "--file", file.toString(), "--listen", "127.0.0.1:" + at, "--json", "--log",
                sandbox.path("flags.log").toString());
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(sandbox.path("flags.err").toFile());
            builder.environment().putAll(sandbox.environment());
            process = builder.start();
            BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = String.valueOf(lines.readLine());
            Matcher matcher = LISTENING.matcher(line);
            if (!matcher.find()) {
                throw new AssertionError("the server of flags did not start: " + line);
            }
            port = Integer.parseInt(matcher.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it on a port, or on a free one for 0. */
    static FileService start(Sandbox sandbox, Path file, int at) {
        return new FileService(sandbox, file, at);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Ends it at once. */
    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
