package peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Borg with its repository behind an SSH server of its own on the loopback address, which is how Borg reaches another machine. */
final class BorgOverSsh implements Program {
    private static final long START_SECONDS = 10;

    private final Borg borg;
    private final Path directory;
    private int port;
    private Process server;

    BorgOverSsh(Borg borg) {
        this.borg = borg;
        this.directory = borg.site().home().resolve("ssh");
    }

    @Override
    public String name() {
        return "borg-ssh";
    }

    @Override
    public Site site() {
        return borg.site();
    }

    @Override
    public Command version() {
        return borg.version();
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(borg.environment());
        variables.put("BORG_REPO", "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + port + site().repository());
        variables.put("BORG_RSH", "ssh -F none -i " + directory.resolve("user") + " -o StrictHostKeyChecking=no -o UserKnownHostsFile="
                + directory.resolve("known") + " -o LogLevel=ERROR");
        return variables;
    }

    /** Starts the SSH server; only then is there something to call. */
    @Override
    public List<Command> init() {
        try {
            start();
        } catch (IOException | InterruptedException e) {
            throw new CommandFailure("the SSH server did not start: " + e.getMessage());
        }
        return borg.init();
    }

    private void start() throws IOException, InterruptedException {
        Files.createDirectories(directory);
        key("host");
        key("user");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.copy(directory.resolve("user.pub"), directory.resolve("authorized"));
        Path configuration = directory.resolve("sshd_config");
        Files.writeString(configuration, String.join(
                "\n",
                "ListenAddress 127.0.0.1:" + port,
                "HostKey " + directory.resolve("host"),
                "AuthorizedKeysFile " + directory.resolve("authorized"),
                "PidFile none",
                "StrictModes no",
                "PasswordAuthentication no",
                "PermitRootLogin prohibit-password",
                ""));
        if (System.getProperty("user.name").equals("root")) {
            // Where sshd shuts its unprivileged half in; the system makes it at its start.
            Files.createDirectories(Path.of("/run/sshd"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        server = new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sshd.log").toFile())
                .start();
        awaitLine("listening");
    }

    private void key(String name) throws IOException, InterruptedException {
        String file = directory.resolve(name).toString();
        if (new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file).start().waitFor() != 0) {
            throw new IOException("ssh-keygen failed");
        }
    }

    private void awaitLine(String word) throws IOException, InterruptedException {
        Path log = directory.resolve("sshd.log");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Files.readString(log).contains(word)) {
            if (server.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new IOException(Files.readString(log));
            }
        }
    }

    @Override
    public List<Command> backup(Path source, int ordinal) {
        return borg.backup(source, ordinal);
    }

    @Override
    public List<Command> list() {
        return borg.list();
    }

    @Override
    public List<Command> restore(Path target, int ordinal) {
        return borg.restore(target, ordinal);
    }

    @Override
    public List<Command> check() {
        return borg.check();
    }

    @Override
    public List<Command> prune(int made, int kept) {
        return borg.prune(made, kept);
    }

    @Override
    public void close() {
        if (server != null) {
            server.destroy();
        }
    }
}
