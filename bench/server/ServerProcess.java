package server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A {@code holdfast server} as a process of its own on the loopback address, in the clear. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("\"listening\":\"([^\"]+)\"");

    private final Process process;
    private final Path data;
    private final String address;

    private ServerProcess(Process process, Path data, String address) {
        this.process = process;
        this.data = data;
        this.address = address;
    }

    /** The program that is measured, as the script around found it. */
    static Path program() {
        return Path.of(System.getProperty("holdfast.program", "dist/holdfast/bin/holdfast"));
    }

    /**
     * Starts one on a free port.
     *
     * @param before words to put before the program, such as those that pin it to a core
     * @param options options of the server beside the usual ones
     */
    static ServerProcess start(Path data, List<String> before, List<String> options) throws IOException {
        Files.createDirectories(data);
        List<String> words = new ArrayList<>(before);
        words.addAll(List.of(program().toString(), "server", "--data", data.toString(), "--listen", "127.0.0.1:0", "--json"));
        words.addAll(List.of("--log", data.resolve("server.log").toString()));
        words.addAll(options);
        Path errors = data.resolve("server.err");
        Process process = new ProcessBuilder(words).redirectError(errors.toFile()).start();
        // Whatever ends this program must not leave a server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Matcher line = LISTENING.matcher(String.valueOf(lines.readLine()));
        if (!line.find()) {
            process.destroyForcibly();
            throw new IOException("the server did not start: " + Files.readString(errors));
        }
        return new ServerProcess(process, data, line.group(1));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Scheme, host and port. */
    String address() {
        return address;
    }

    int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    String adminToken() throws IOException {
        return Files.readString(data.resolve("admin-token")).strip();
    }

    /** The most memory it ever took, as the kernel counted it. */
    long peakBytes() throws IOException {
        return Memory.peakBytes(process.pid());
    }

    /** The memory it takes now. */
    long residentBytes() throws IOException {
        return Memory.residentBytes(process.pid());
    }

    /** The processor time it has used. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().map(duration -> duration.toMillis() / 1e3).orElse(0.0);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, java.util.concurrent.TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Removes a directory with all that is in it. */
    static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
