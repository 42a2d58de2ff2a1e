package server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command of Holdfast as a process of its own, as on a machine of its own: with its own home, cache and token. */
final class AgentRun {
    private final String name;
    private final Path home;
    private final Process process;

    private AgentRun(String name, Path home, Process process) {
        this.name = name;
        this.home = home;
        this.process = process;
    }

    /** Starts a command on the tenant's repository as the machine {@code name}. */
    static AgentRun start(Fleet fleet, String name, String token, List<String> words) throws IOException {
        Path home = Files.createDirectories(fleet.work().resolve("machines").resolve(name));
        List<String> command = new ArrayList<>(List.of(ServerProcess.program().toString(), words.getFirst(), "--repo", fleet.address()));
        command.addAll(words.subList(1, words.size()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(home.resolve("err").toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(key -> key.startsWith("HOLDFAST_") || key.startsWith("XDG_"));
        environment.put("HOME", home.toString());
        environment.put("TMPDIR", home.toString());
        environment.put("HOLDFAST_TOKEN", token);
        environment.put("HOLDFAST_PASSPHRASE", Fleet.PASSPHRASE);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new AgentRun(name, home, process);
    }

    /** Starts a backup of a directory. */
    static AgentRun backup(Fleet fleet, String name, Path source, List<String> options) throws IOException {
        List<String> words = new ArrayList<>(List.of("backup", "--json", "--host", name));
        words.addAll(options);
        words.add(source.toString());
        return start(fleet, name, fleet.token(name), words);
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Ends it as a loss of power would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for its end and reads its summary; empty text if it printed none. */
    Summary await() throws IOException, InterruptedException {
        int code = process.waitFor();
        String out = Files.readString(home.resolve("out"));
        if (code != 0) {
            throw new IOException(name + " ended with exit code " + code + ": " + Files.readString(home.resolve("err")) + out);
        }
        return new Summary(out.lines().filter(line -> line.contains("\"summary\"")).findFirst().orElse(""));
    }

    /** What a backup says at its end. */
    record Summary(String json) {
        /** A number of it; 0 if there is none of that name. */
        double number(String name) {
            Matcher matcher = Pattern.compile("\"" + name + "\":([0-9.]+)").matcher(json);
            return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
        }
    }
}
