package peers;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** restic with its defaults: repository version 2 with automatic compression, cache in the working directory. */
record Restic(Site site, boolean restoresSparse) implements Program {
    /** The installed restic; newer ones restore holes when asked to. */
    static Restic on(Site site, Stopwatch stopwatch) {
        return new Restic(site, stopwatch.run(site.home(), "restic", "restore", "--help").contains("--sparse"));
    }

    @Override
    public String name() {
        return "restic";
    }

    @Override
    public Command version() {
        return command("version");
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(site.homeVariables());
        variables.put("RESTIC_REPOSITORY", site.repository().toString());
        variables.put("RESTIC_PASSWORD", PASSPHRASE);
        variables.put("RESTIC_CACHE_DIR", site.home().resolve("cache").toString());
        return variables;
    }

    @Override
    public List<Command> init() {
        return List.of(command("init"));
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
        return List.of(
                restoresSparse
                        ? command("restore", "latest", "--target", target.toString(), "--sparse")
                        : command("restore", "latest", "--target", target.toString()));
    }

    @Override
    public List<Command> check() {
        return List.of(command("check", "--read-data"));
    }

    @Override
    public List<Command> prune(int made, int kept) {
        return List.of(command("forget", "--keep-last", Integer.toString(kept), "--prune"));
    }

    private Command command(String... arguments) {
        return Command.of(site.home(), Words.join("restic", arguments));
    }
}
