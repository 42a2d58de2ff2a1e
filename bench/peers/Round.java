package peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One passage of one data set through all phases. Every phase is done by all programs, each on its own new repository
 * and with empty caches, before the next phase begins, and another program goes first in every round; what drifts on
 * the machine then hits all of them alike.
 */
final class Round {
    private static final int SNAPSHOTS = 6;
    private static final int LIST_RUNS = 5;

    private final Workspace workspace;
    private final Stopwatch stopwatch;
    private final DataSet data;
    private final List<Program> programs;
    private final Results results;
    private final Path source;

    /** {@code programs} are in the order in which they take turns. */
    Round(Workspace workspace, Stopwatch stopwatch, DataSet data, List<Program> programs, Results results) {
        this.workspace = workspace;
        this.stopwatch = stopwatch;
        this.data = data;
        this.programs = List.copyOf(programs);
        this.results = results;
        this.source = workspace.source();
    }

    void run() throws IOException {
        makeSource();
        programs.forEach(program -> time(Phase.INIT, program, program.init()));
        backup(Phase.FIRST, 1);
        programs.forEach(program -> results.add(Size.FIRST, program.name(), repositoryBytes(program)));
        backup(Phase.UNCHANGED, 2);
        programs.forEach(this::list);
        data.edit(source);
        backupEdits();
        restore();
        programs.forEach(program -> timeReading(Phase.CHECK, program, program.check()));
        prune();
    }

    private void makeSource() throws IOException {
        Workspace.delete(source);
        data.create(source);
        Tree tree = Tree.warm(source);
        if (results.source().files() == 0) {
            results.describe(tree, Limits.compute(source, tree, workspace, stopwatch));
        }
        Progress.say("%s: %d files, %s", data.name(), tree.files(), Quantity.bytes(tree.bytes()));
    }

    private void backup(Phase phase, int ordinal) {
        for (Program program : programs) {
            Tree.warm(source);
            time(phase, program, program.backup(source, ordinal));
        }
    }

    private void backupEdits() {
        List<Long> before = programs.stream().map(this::repositoryBytes).toList();
        backup(Phase.CHANGED, 3);
        for (int i = 0; i < programs.size(); i++) {
            Program program = programs.get(i);
            results.add(Size.GROWTH, program.name(), repositoryBytes(program) - before.get(i));
        }
    }

    /** A list is so short that one run says little: a round notes the median of a few. */
    private void list(Program program) {
        Tree.warm(program.site().repository());
        synchronise();
        List<Cost> costs = IntStream.range(0, LIST_RUNS)
                .mapToObj(run -> stopwatch.time(program.list(), program.environment()))
                .toList();
        note(Phase.LIST, program, Cost.median(costs));
    }

    /**
     * The trees are deleted when all have been made: ext4 avoids inodes that were deleted within the last minutes, and a restore that
     * comes after the deletion of another tree would spend most of its time in the search for others.
     */
    private void restore() throws IOException {
        for (Program program : programs) {
            restore(program);
        }
        programs.forEach(program -> Workspace.delete(workspace.target(program.name())));
        Workspace.delete(workspace.target(Limits.COPY));
    }

    private void restore(Program program) throws IOException {
        Path target = workspace.target(program.name());
        Files.createDirectory(target);
        timeReading(Phase.RESTORE, program, program.restore(target, 3));
        String differences = new Comparison(stopwatch).differences(program.name(), source, target);
        if (!differences.isEmpty()) {
            String start = differences.lines().limit(20).reduce("", (a, b) -> a + "\n  " + b);
            results.addFault(program.name() + ": the restored tree differs from the source:" + start);
            Progress.say("%s RESTORED SOMETHING ELSE:%s", program.name(), start);
        }
    }

    /** Three more snapshots, the first after large changes, then all but those three are given up. */
    private void prune() throws IOException {
        data.churn(source);
        for (int ordinal = 4; ordinal <= SNAPSHOTS; ordinal++) {
            for (Program program : programs) {
                stopwatch.time(program.backup(source, ordinal), program.environment());
            }
        }
        for (Program program : programs) {
            timeReading(Phase.PRUNE, program, program.prune(SNAPSHOTS, SNAPSHOTS / 2));
            results.add(Size.PRUNED, program.name(), repositoryBytes(program));
        }
    }

    private void timeReading(Phase phase, Program program, List<Command> commands) {
        Tree.warm(program.site().repository());
        time(phase, program, commands);
    }

    private void time(Phase phase, Program program, List<Command> commands) {
        synchronise();
        note(phase, program, stopwatch.time(commands, program.environment()));
    }

    private void note(Phase phase, Program program, Cost cost) {
        results.add(phase, program.name(), cost);
        Progress.say("%s · %s · %s: %s", data.name(), phase.title(), program.name(), MarkdownReport.cell(cost));
    }

    private void synchronise() {
        stopwatch.run(workspace.run(), "sync");
    }

    private long repositoryBytes(Program program) {
        return Tree.allocatedBytes(program.site().repository(), stopwatch);
    }

    /** The programs with another one first in every round. */
    static <T> List<T> rotated(List<T> programs, int round) {
        List<T> rotated = new ArrayList<>(programs);
        Collections.rotate(rotated, -round);
        return rotated;
    }
}
