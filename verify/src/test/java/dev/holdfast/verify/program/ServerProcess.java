package dev.holdfast.verify.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged {@code holdfast server} as a process of its own, with its data in the directory {@code server} of a sandbox. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("\"listening\":\"(http://127\\.0\\.0\\.1:[0-9]+)\"");
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    private final Sandbox sandbox;
    private final Process process;
    private final String address;

    private ServerProcess(Sandbox sandbox, int port, List<String> under) {
        this.sandbox = sandbox;
        List<String> command = new ArrayList<>(under);
        command.add(Program.launcher().toString());
        command.addAll(words(sandbox, port));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(sandbox.path(".").toFile())
                    .redirectError(sandbox.path("server.err").toFile());
            builder.environment().putAll(sandbox.environment());
            process = builder.start();
            var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = String.valueOf(lines.readLine());
            Matcher matcher = LISTENING.matcher(line);
            if (!matcher.find()) {
                throw new AssertionError("the server did not start: " + line + Files.readString(sandbox.path("server.err")));
            }
            address = matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command line of a server on a port of the loopback address. */
    public static List<String> words(Sandbox sandbox, int port) {
        String data = sandbox.path("server").toString();
        String log = sandbox.path("server.log").toString();
        return List.of("server", "--data", data, "--listen", "127.0.0.1:" + port, "--json", "--log", log);
    }

    /** Starts it on a free port. */
    public static ServerProcess start(Sandbox sandbox) {
        return new ServerProcess(sandbox, 0, List.of());
    }

    /** Starts it on this port. */
    public static ServerProcess startAt(Sandbox sandbox, int port) {
        return new ServerProcess(sandbox, port, List.of());
    }

    /** Starts it on a free port by a program that becomes it, such as {@code prlimit}, or follows it, such as {@code strace -D}. */
    public static ServerProcess startUnder(Sandbox sandbox, String... under) {
        return new ServerProcess(sandbox, 0, List.of(under));
    }

    /** Its process. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Scheme, host and port. */
    public String address() {
        return address;
    }

    /** The number of its port. */
    public int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** The token that its first start made. */
    public String adminToken() {
        return adminToken(sandbox);
    }

    /** The token that the first start of a server in this sandbox made. */
    public static String adminToken(Sandbox sandbox) {
        try {
            return Files.readString(data(sandbox).resolve("admin-token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path data(Sandbox sandbox) {
        return sandbox.path("server");
    }

    /** A new token of role agent for a machine of the tenant that the sandbox's repository is in. */
    public String agentToken(String machine) {
        Outcome made = sandbox.here("token", "create", machine, "--role", "agent", "--json");
        Matcher matcher = TOKEN.matcher(made.out());
        if (!matcher.find()) {
            throw new AssertionError(made.toString());
        }
        return matcher.group(1);
    }

    /** Ends it at once, as a loss of power would. */
    public void kill() {
        end(process.destroyForcibly());
    }

    /** Asks it to end, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        end(process);
    }

    private static void end(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
