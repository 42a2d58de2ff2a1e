package peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The question whether memory grows with the repository: the same work is done on one that holds a single tree and on
 * one that holds ten different trees, each of 100,000 tiny files and 1 GiB in large ones.
 */
final class TenTimes {
    private static final int TREES = 10;
    private static final List<Phase> PHASES =
            List.of(Phase.FIRST, Phase.CHANGED, Phase.RESTORE, Phase.CHECK, Phase.PRUNE);

    private final Workspace workspace;
    private final Stopwatch stopwatch;
    private final double scale;
    private final List<String> lines = new ArrayList<>();
    private int made;

    TenTimes(Workspace workspace, Stopwatch stopwatch, double scale) {
        this.workspace = workspace;
        this.stopwatch = stopwatch;
        this.scale = scale;
    }

    /** Fills a repository tree by tree and notes the memory at the first and at the last. */
    void measure(Program program) throws IOException {
        made = 0;
        stopwatch.time(program.init(), program.environment());
        Map<Phase, Cost> once = measuredTree(program, 1, 1);
        long onceBytes = Tree.allocatedBytes(program.site().repository(), stopwatch);
        for (int tree = 2; tree < TREES; tree++) {
            makeTree(tree);
            backup(program);
        }
        Map<Phase, Cost> tenTimes = measuredTree(program, TREES, TREES);
        long tenTimesBytes = Tree.allocatedBytes(program.site().repository(), stopwatch);
        for (Phase phase : PHASES) {
            String title = phase == Phase.PRUNE ? "forget the oldest and prune" : phase.title();
            lines.add(row(program, title, once.get(phase), tenTimes.get(phase)));
        }
        lines.add(Quantity.format("| %s | size of the repository | %s | %s | %.2f |", program.name(),
                Quantity.bytes(onceBytes), Quantity.bytes(tenTimesBytes), (double) tenTimesBytes / onceBytes));
    }

    /** Backs up a tree and its edited self, restores and checks that; then the oldest snapshot of all goes. */
    private Map<Phase, Cost> measuredTree(Program program, int number, int kept) throws IOException {
        Map<Phase, Cost> costs = new EnumMap<>(Phase.class);
        DataSet tiny = makeTree(number);
        costs.put(Phase.FIRST, backup(program));
        tiny.edit(workspace.source().resolve("tiny"));
        costs.put(Phase.CHANGED, backup(program));
        Files.createDirectory(workspace.target(program.name()));
        costs.put(Phase.RESTORE, run(program, "restore", program.restore(workspace.target(program.name()), made)));
        Workspace.delete(workspace.target(program.name()));
        costs.put(Phase.CHECK, run(program, "check", program.check()));
        costs.put(Phase.PRUNE, run(program, "prune", program.prune(kept + 1, kept)));
        return costs;
    }

    private Cost backup(Program program) {
        made++;
        return run(program, "backup " + made, program.backup(workspace.source(), made));
    }

    private DataSet makeTree(int number) throws IOException {
        Path source = workspace.source();
        Workspace.delete(source);
        DataSet tiny = new TinyFiles((int) (100_000 * scale), number * 100L);
        tiny.create(source.resolve("tiny"));
        new LargeFiles(2, (long) ((512 << 20) * scale), 0, number * 100L + 1).create(source.resolve("large"));
        return tiny;
    }

    private Cost run(Program program, String step, List<Command> commands) {
        stopwatch.run(workspace.run(), "sync");
        Cost cost = stopwatch.time(commands, program.environment());
        Progress.say("ten times · %s · %s: %s", program.name(), step, MarkdownReport.cell(cost));
        return cost;
    }

    private static String row(Program program, String title, Cost once, Cost tenTimes) {
        return Quantity.format("| %s | %s | %s | %s | %.2f |", program.name(), title,
                Quantity.bytes(once.peakBytes()), Quantity.bytes(tenTimes.peakBytes()),
                (double) tenTimes.peakBytes() / once.peakBytes());
    }

    String report(String call, Machine machine) {
        List<String> report = new ArrayList<>(List.of("Made by `" + call + "`.", ""));
        machine.facts().forEach(fact -> report.add("- " + fact));
        report.add("");
        report.add("| program | phase | peak memory, one tree | ten trees | ratio |");
        report.add("|---|---|---|---|---|");
        report.addAll(lines);
        return String.join("\n", report) + "\n";
    }
}
