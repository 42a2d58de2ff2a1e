package server;

import dev.holdfast.client.remote.service.Storage;
import dev.holdfast.client.remote.service.Tokens;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Transport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server with an empty repository, and the tokens of the machines that back up to it. */
final class Fleet implements AutoCloseable {
    static final String PASSPHRASE = "correct horse battery staple";

    private final Path work;
    private final ServerProcess server;
    private final Transport admin;
    private final Map<String, String> tokens = new HashMap<>();

    private Fleet(Path work, ServerProcess server) throws IOException {
        this.work = work;
        this.server = server;
        this.admin = Ground.transport(server, server.adminToken());
    }

    /** Starts a server; {@code options} are those of {@code holdfast init}. */
    static Fleet start(Path work, List<String> options) throws IOException, InterruptedException {
        ServerProcess.remove(work.resolve("server"));
        ServerProcess.remove(work.resolve("machines"));
        Fleet fleet = new Fleet(work, ServerProcess.start(work.resolve("server"), List.of(), List.of()));
        List<String> init = new java.util.ArrayList<>(List.of("init"));
        init.addAll(options);
        AgentRun.start(fleet, "administrator", fleet.server.adminToken(), init).await();
        return fleet;
    }

    Path work() {
        return work;
    }

    ServerProcess server() {
        return server;
    }

    /** The repository's address. */
    String address() {
        return server.address() + "/" + Ground.TENANT;
    }

    /** The token of the agent on a machine, made when it is first asked for. */
    String token(String machine) {
        return tokens.computeIfAbsent(machine, name -> new Tokens(admin).create(name, "agent", OptionalLong.empty()).secret());
    }

    Storage storage() {
        return Storage.ask(admin);
    }

    /** A number that the server tells of its storage, such as {@code false_positive_rate}. */
    double storageNumber(String name) {
        String json = new String(admin.send(Request.get(admin.address().inTenant("/storage"))).body(), java.nio.charset.StandardCharsets.UTF_8);
        Matcher matcher = Pattern.compile("\"" + name + "\":([0-9.eE+-]+)").matcher(json);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
    }

    /** A counter of the server's metrics; 0 if it was never counted. */
    double metric(String line) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/metrics")).build();
            String text = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return text.lines()
                    .filter(one -> one.startsWith(line + " "))
                    .mapToDouble(one -> Double.parseDouble(one.substring(line.length() + 1)))
                    .findFirst()
                    .orElse(0);
        }
    }

    /** Reads all data of the repository and compares it; fails if anything is wrong. */
    void check() throws IOException, InterruptedException {
        AgentRun.start(this, "administrator", server.adminToken(), List.of("check", "--read-data")).await();
    }

    @Override
    public void close() {
        admin.close();
        server.close();
        try {
            ServerProcess.remove(work.resolve("server"));
            ServerProcess.remove(work.resolve("machines"));
        } catch (IOException e) {
            System.err.println("cannot remove " + work + ": " + e.getMessage());
        }
    }

    /** Writes files of noise into a directory: the same seed makes the same content. */
    static long files(Path directory, long seed, int count, int bytes) throws IOException {
        java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
        byte[] content = new byte[bytes];
        for (int i = 0; i < count; i++) {
            Path folder = directory.resolve("d" + i / 500);
            if (i % 500 == 0) {
                Files.createDirectories(folder);
            }
            random.nextBytes(content);
            Files.write(folder.resolve("f" + i), content);
        }
        return (long) count * bytes;
    }
}
