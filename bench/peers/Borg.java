package peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Borg with its defaults: lz4, authenticated encryption with the key in the repository. */
record Borg(Site site, String encryption) implements Program {
    /** The installed Borg with the faster of its two ways to authenticate on this processor. */
    static Borg on(Site site) throws IOException {
        boolean hashesInHardware = Files.readString(Path.of("/proc/cpuinfo")).contains("sha_ni");
        return new Borg(site, hashesInHardware ? "repokey" : "repokey-blake2");
    }

    @Override
    public String name() {
        return "borg";
    }

    @Override
    public Command version() {
        return command("--version");
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(site.homeVariables());
        variables.put("BORG_REPO", site.repository().toString());
        variables.put("BORG_PASSPHRASE", PASSPHRASE);
        variables.put("BORG_BASE_DIR", site.home().toString());
        variables.put("BORG_CACHE_DIR", site.home().resolve("cache").toString());
        return variables;
    }

    @Override
    public List<Command> init() {
        return List.of(command("init", "--encryption", encryption));
    }

    @Override
    public List<Command> backup(Path source, int ordinal) {
        return List.of(command("create", archive(ordinal), source.toString()));
    }

    @Override
    public List<Command> list() {
        return List.of(command("list", "--json"));
    }

    /** Borg extracts into the directory it is started in. */
    @Override
    public List<Command> restore(Path target, int ordinal) {
        return List.of(Command.of(target, "borg", "extract", "--sparse", archive(ordinal)));
    }

    @Override
    public List<Command> check() {
        return List.of(command("check", "--verify-data"));
    }

    @Override
    public List<Command> prune(int made, int kept) {
        return List.of(command("delete", "--first", Integer.toString(made - kept)), command("compact"));
    }

    private static String archive(int ordinal) {
        return "::snapshot-" + ordinal;
    }

    private Command command(String... arguments) {
        return Command.of(site.home(), Words.join("borg", arguments));
    }
}
