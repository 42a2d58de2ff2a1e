package peers;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holdfast with its defaults, as packaged. */
record Holdfast(Site site, Path executable) implements Program {
    @Override
    public String name() {
        return "holdfast";
    }

    @Override
    public Command version() {
        return Command.of(site.home(), executable.toString(), "version");
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(site.homeVariables());
        variables.put("HOLDFAST_PASSPHRASE", PASSPHRASE);
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

    private Command command(String name, String... arguments) {
        String repository = site.repository().toString();
        String[] opened = Words.join(executable.toString(), name, "--repo", repository);
        return Command.of(site.home(), Words.join(opened, arguments));
    }
}
