package peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What to run, where, and where to write the outcome: the command line after checking. */
record Options(Plan plan, Place place, Optional<Path> json, Optional<Path> markdown, boolean tenTimes) {
    static final List<String> PROGRAMS = List.of("holdfast", "restic", "borg", "holdfast-server", "borg-ssh");

    private static final String USUAL_PROGRAMS = "holdfast,restic,borg";

    static final String HELP = """
            Usage: bench/peers/run [OPTION]...
            Run Holdfast, restic and Borg side by side and print what each takes.

              --rounds N         passages through all phases (default 3); the tables show medians
              --sets LIST        of real,large,sparse,tiny (default all)
              --programs LIST    of holdfast,restic,borg (default these) and holdfast-server, which is Holdfast through a server of
                                 its own: with holdfast,holdfast-server the ratios tell what the way through it costs;
                                 borg-ssh is Borg through an SSH server of its own (needs openssh-server)
              --scale F          size of the data sets; 1 (default) is what the targets are meant for
              --work DIR         directory on a disk for everything, up to 42 GiB at scale 1
                                 (default ${TMPDIR:-/var/tmp}/holdfast-peers)
              --holdfast FILE    the executable (default dist/holdfast/bin/holdfast of this clone)
              --ten-times        instead of speed, compare peak memory on a repository and one ten times its size
              --json FILE        write every single measurement
              --markdown FILE    write the tables; in docs/benchmarks.md only those are replaced
              --keep             keep data sets and repositories; the next run uses the same real files

            Example, a quick try and then the figures of the documents:
              bench/peers/run --scale 0.02 --rounds 1
              bench/peers/run --json target/peers.json --markdown docs/benchmarks.md

            Exit codes: 0 done, 1 a program failed or restored something else, 2 wrong usage.
            """;

    /** How much of what is run. */
    record Plan(int rounds, double scale, List<String> sets, List<String> programs) {}

    /** Where it is run. */
    record Place(Path work, Path holdfast, boolean keep) {}

    static Options parse(String[] arguments) {
        Map<String, String> given = new TreeMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            boolean flag = List.of("--keep", "--ten-times").contains(name);
            if (!flag && i + 1 == arguments.length) {
                throw new IllegalArgumentException("unknown option or value missing: " + name);
            }
            given.put(name, flag ? "yes" : arguments[++i]);
        }
        Options options = of(given);
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("unknown option: " + given.keySet().iterator().next());
        }
        return options;
    }

    /** Takes every option it knows out of the map. */
    private static Options of(Map<String, String> given) {
        Plan plan = new Plan(
                Math.max(1, Integer.parseInt(take(given, "--rounds", "3"))),
                scale(take(given, "--scale", "1")),
                names(take(given, "--sets", String.join(",", DataSets.NAMES)), DataSets.NAMES),
                names(take(given, "--programs", USUAL_PROGRAMS), PROGRAMS));
        Place place = new Place(
                Path.of(take(given, "--work", temporary() + "/holdfast-peers")),
                executable(take(given, "--holdfast", "dist/holdfast/bin/holdfast"), plan.programs()),
                given.remove("--keep") != null);
        return new Options(
                plan,
                place,
                Optional.ofNullable(given.remove("--json")).map(Path::of),
                Optional.ofNullable(given.remove("--markdown")).map(Path::of),
                given.remove("--ten-times") != null);
    }

    /** The call that repeats the measurement; places and files are left out, as they differ from machine to machine. */
    String call() {
        return "bench/peers/run%s --rounds %d --scale %s --sets %s --programs %s".formatted(
                tenTimes ? " --ten-times" : "",
                plan.rounds(),
                plan.scale(),
                String.join(",", plan.sets()),
                String.join(",", plan.programs()));
    }

    private static String take(Map<String, String> given, String name, String otherwise) {
        return Optional.ofNullable(given.remove(name)).orElse(otherwise);
    }

    private static double scale(String text) {
        double scale = Double.parseDouble(text);
        if (scale < 0.005 || scale > 10) {
            throw new IllegalArgumentException("--scale must be from 0.005 to 10, not " + text);
        }
        return scale;
    }

    private static List<String> names(String text, List<String> known) {
        List<String> names = List.of(text.split(","));
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("'%s' is none of %s".formatted(name, known));
            }
        }
        return names;
    }

    private static Path executable(String text, List<String> programs) {
        Path executable = Path.of(text).toAbsolutePath().normalize();
        if (programs.stream().anyMatch(name -> name.startsWith("holdfast")) && !Files.isExecutable(executable)) {
            throw new IllegalArgumentException(
                    "no executable %s: build it, name another with --holdfast, or take --programs restic,borg"
                            .formatted(executable));
        }
        return executable;
    }

    private static String temporary() {
        return Optional.ofNullable(System.getenv("TMPDIR")).orElse("/var/tmp");
    }
}
