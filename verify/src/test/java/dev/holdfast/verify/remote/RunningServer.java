package dev.holdfast.verify.remote;

import dev.holdfast.client.cli.CommandLine;
import dev.holdfast.client.cli.invocation.Interruption;
import dev.holdfast.client.cli.invocation.Surroundings;
import dev.holdfast.client.cli.output.Terminal;
import dev.holdfast.core.time.Clock;
import dev.holdfast.program.AllCommands;
import dev.holdfast.verify.program.Sandbox;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code holdfast server} in this process, on a free port of the loopback address. */
final class RunningServer implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("\"listening\":\"([^\"]+)\"");
    private static final Pattern FINGERPRINT = Pattern.compile("\"fingerprint\":\"([^\"]+)\"");

    private final Interruption interruption = new Interruption();
    private final Path data;
    private final Thread thread;
    private final String line;

    private RunningServer(Sandbox sandbox, String listen, List<String> more) {
        this.data = sandbox.path("server");
        List<String> words = new ArrayList<>(List.of("server", "--data", data.toString(), "--listen", listen, "--json"));
        words.addAll(List.of("--log", sandbox.path("server.log").toString()));
        words.addAll(more);
        try {
            PipedOutputStream out = new PipedOutputStream();
            BufferedReader lines = new BufferedReader(new InputStreamReader(new PipedInputStream(out), StandardCharsets.UTF_8));
            Surroundings surroundings = new Surroundings(
                    sandbox.environment(),
                    sandbox.path("."),
                    new Surroundings.Streams(new ByteArrayInputStream(new byte[0]), out, OutputStream.nullOutputStream()),
                    Terminal.NONE,
                    Clock.system(),
                    () -> ZoneOffset.UTC);
            thread = Thread.ofPlatform().daemon().name("server").start(() -> serve(words, surroundings, out));
            line = String.valueOf(lines.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(List<String> words, Surroundings surroundings, OutputStream out) {
        try (out) {
            CommandLine.run(new AllCommands(), words, surroundings, interruption);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RunningServer start(Sandbox sandbox, String... more) {
        return new RunningServer(sandbox, "127.0.0.1:0", List.of(more));
    }

    /** The same on the port that a server had before. */
    static RunningServer startAt(Sandbox sandbox, String address) {
        return new RunningServer(sandbox, address.substring(address.indexOf("//") + 2), List.of());
    }

    /** Scheme, host and port. */
    String address() {
        return found(LISTENING);
    }

    String fingerprint() {
        return found(FINGERPRINT);
    }

    private String found(Pattern pattern) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.find()) {
            throw new AssertionError("the server did not start: " + line);
        }
        return matcher.group(1);
    }

    /** The token that its first start made. */
    String adminToken() {
        try {
            return Files.readString(data.resolve("admin-token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        interruption.wish();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
