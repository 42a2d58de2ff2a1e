package peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The benchmark's entry point: sets, rounds and reports. */
final class Peers {
    private final Options options;
    private final Workspace workspace;
    private final Stopwatch stopwatch;
    private final String call;

    private Peers(Options options, String call) throws IOException {
        this.options = options;
        this.workspace = Workspace.open(options.place().work(), options.plan().scale());
        this.stopwatch = new Stopwatch(workspace.run());
        this.call = call;
    }

    public static void main(String[] arguments) throws IOException {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) throws IOException {
        try {
            Options options = Options.parse(arguments);
            Peers peers = new Peers(options, options.call());
            if (!options.place().keep()) {
                Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(peers.workspace::clean));
            }
            return options.tenTimes() ? peers.tenTimes() : peers.sideBySide();
        } catch (IllegalArgumentException e) {
            System.err.println("bench/peers/run: " + e.getMessage() + "; see --help");
            return 2;
        } catch (CommandFailure e) {
            System.err.println("bench/peers/run: " + e.getMessage());
            return 1;
        }
    }

    private int sideBySide() throws IOException {
        Machine machine = Machine.describe(workspace.run(), programs("version"), stopwatch);
        List<Results> all = new ArrayList<>();
        for (String name : options.plan().sets()) {
            Results results = new Results(name, options.plan().programs());
            all.add(results);
            for (int round = 0; round < options.plan().rounds(); round++) {
                round(name, round, results);
            }
            publish(MarkdownReport.of(call, options.plan().rounds(), machine, all), JsonReport.of(call, machine, all));
        }
        System.out.print(MarkdownReport.of(call, options.plan().rounds(), machine, all));
        return all.stream().allMatch(results -> results.faults().isEmpty()) ? 0 : 1;
    }

    private void round(String set, int round, Results results) throws IOException {
        Progress.say("== %s, round %d of %d", set, round + 1, options.plan().rounds());
        List<Program> programs = Round.rotated(programs(set), round);
        DataSet data = DataSets.named(set, options.plan().scale(), workspace.cache(), stopwatch);
        try {
            new Round(workspace, stopwatch, data, programs, results).run();
        } finally {
            programs.forEach(Program::close);
        }
        if (!options.place().keep() || round + 1 < options.plan().rounds()) {
            programs.forEach(program -> Workspace.delete(program.site().home().getParent()));
        }
        Workspace.delete(workspace.source());
    }

    private int tenTimes() throws IOException {
        Machine machine = Machine.describe(workspace.run(), programs("version"), stopwatch);
        TenTimes comparison = new TenTimes(workspace, stopwatch, options.plan().scale());
        for (Program program : programs("ten-times")) {
            comparison.measure(program);
            Workspace.delete(program.site().home().getParent());
        }
        String report = comparison.report(call, machine);
        options.markdown().ifPresent(file -> write(file, report));
        System.out.print(report);
        return 0;
    }

    private List<Program> programs(String set) throws IOException {
        List<Program> programs = new ArrayList<>();
        for (String name : options.plan().programs()) {
            Path directory = workspace.run().resolve(set + "-" + name);
            Program.Site site = new Program.Site(directory.resolve("repository"), directory.resolve("home"));
            Files.createDirectories(site.home());
            programs.add(switch (name) {
                case "holdfast" -> new Holdfast(site, options.place().holdfast());
                case "holdfast-server" -> new Served(site, options.place().holdfast());
                case "restic" -> Restic.on(site, stopwatch);
                case "borg-ssh" -> new BorgOverSsh(Borg.on(site));
                default -> Borg.on(site);
            });
        }
        return programs;
    }

    /** Reports grow set by set, so that a long run that is broken off has told what it found. */
    private void publish(String markdown, String json) {
        options.markdown().ifPresent(file -> write(file, markdown));
        options.json().ifPresent(file -> writeString(file, json));
    }

    private static void write(Path file, String markdown) {
        try {
            MarkdownReport.write(file, markdown);
        } catch (IOException e) {
            throw new CommandFailure("cannot write " + file + ": " + e.getMessage());
        }
    }

    private static void writeString(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new CommandFailure("cannot write " + file + ": " + e.getMessage());
        }
    }
}
