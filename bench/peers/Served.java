package peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holdfast through a server of its own on the loopback address, in the clear; the server's directory counts as the repository. */
final class Served implements Program {
    private static final Pattern LISTENING = Pattern.compile("\"listening\":\"([^\"]+)\"");

    private final Site site;
    private final Path executable;
    private Process server;
    private String address = "";
    private String token = "";

    Served(Site site, Path executable) {
        this.site = site;
        this.executable = executable;
    }

    @Override
    public String name() {
        return "holdfast-server";
    }

    @Override
    public Site site() {
        return site;
    }

    @Override
    public Command version() {
        return Command.of(site.home(), executable.toString(), "version");
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(site.homeVariables());
        variables.put("HOLDFAST_PASSPHRASE", PASSPHRASE);
        variables.put("HOLDFAST_TOKEN", token);
        return variables;
    }

    /** Starts the server, which makes a token; only then is there something to call. */
    @Override
    public List<Command> init() {
        try {
            start();
        } catch (IOException e) {
            throw new CommandFailure("the server did not start: " + e.getMessage());
        }
        return List.of(command("init"));
    }

    private void start() throws IOException {
        String data = site.repository().toString();
        String log = site.home().resolve("server.log").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        executable.toString(), "server", "--data", data, "--listen", "127.0.0.1:0", "--json", "--log", log)
                .redirectError(site.home().resolve("server.err").toFile());
        builder.environment().putAll(site.homeVariables());
        server = builder.start();
        BufferedReader lines = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        Matcher line = LISTENING.matcher(String.valueOf(lines.readLine()));
        if (!line.find()) {
            throw new IOException(Files.readString(site.home().resolve("server.err")));
        }
        address = line.group(1) + "/bench";
        token = Files.readString(site.repository().resolve("admin-token")).strip();
    }

    @Override
    public List<Command> backup(Path source, int ordinal) {
        return List.of(command("backup", source.toString()));
    }

    @Override
    public List<Command> list() {
        return List.of(command("snapshots", "--json"));
    }

    @Override
    public List<Command> restore(Path target, int ordinal) {
        return List.of(command("restore", "latest", "--setuid", "--target", target.toString()));
    }

    @Override
    public List<Command> check() {
        return List.of(command("check", "--read-data"));
    }

    @Override
    public List<Command> prune(int made, int kept) {
        return List.of(command("forget", "--keep-last", Integer.toString(kept), "--prune"));
    }

    @Override
    public void close() {
        if (server != null) {
            server.destroy();
            try {
                server.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Command command(String name, String... arguments) {
        return Command.of(site.home(), Words.join(new String[] {executable.toString(), name, "--repo", address}, arguments));
    }
}
