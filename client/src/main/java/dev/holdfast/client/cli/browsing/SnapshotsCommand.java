package dev.holdfast.client.cli.browsing;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.invocation.SnapshotFields;
import dev.holdfast.client.cli.invocation.SnapshotFilter;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Moments;
import dev.holdfast.client.cli.output.Style;
import dev.holdfast.client.cli.output.Table;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.core.tree.Manifest;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.text.Figures;
import dev.holdfast.engine.text.Names;
import dev.holdfast.engine.text.Times;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code holdfast snapshots}. */
public final class SnapshotsCommand implements Command {
    private static final Option LATEST = Option.one("--latest", "N", "only the N latest of each host and paths");

    @Override
    public Syntax syntax() {
        return Syntax.of("snapshots", "list the snapshots", Syntax.Needs.REPOSITORY)
                .describe("Lists snapshots from the oldest to the newest. A protected one is marked with +, one that could not read all of its "
                        + "source with !.")
                .options(SnapshotFilter.HOST, SnapshotFilter.TAG, SnapshotFilter.PATH, LATEST)
                .operands(Operands.atLeast(0, "[SNAPSHOT…]"))
                .example("holdfast snapshots --tag nightly --latest 3", "the last three of each nightly backup")
                .example("holdfast snapshots --json | jq -r '.[-1].id'", "the id of the newest")
                .exits(ExitCode.NO_REPOSITORY, ExitCode.NO_ACCESS, ExitCode.NOT_FOUND);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        int latest = invocation.arguments().text(LATEST).map(SnapshotsCommand::number).orElse(Integer.MAX_VALUE);
        SnapshotFilter filter = SnapshotFilter.of(invocation);
        List<SnapshotInfo> chosen;
        try (OpenedRepository opened = invocation.open()) {
            chosen = latest(choose(opened.repository(), filter, invocation.arguments().operands()), latest);
        }
        Console console = invocation.console();
        if (console.isJson()) {
            Json.print(console, json -> json.array(array ->
                    chosen.forEach(snapshot -> array.object(fields -> SnapshotFields.write(fields, snapshot)))));
        } else {
            print(console, chosen, invocation.zone());
        }
        return ExitCode.COMPLETE;
    }

    private static List<SnapshotInfo> choose(Repository repository, SnapshotFilter filter, List<String> references) {
        return references.isEmpty()
                ? filter.in(repository)
                : references.stream().map(reference -> filter.resolve(repository, reference)).toList();
    }

    private static List<SnapshotInfo> latest(List<SnapshotInfo> snapshots, int count) {
        Map<String, Integer> seen = new HashMap<>();
        List<SnapshotInfo> kept = new ArrayList<>();
        for (SnapshotInfo snapshot : snapshots.reversed()) {
            String series = snapshot.manifest().host() + "\0" + paths(snapshot.manifest());
            if (seen.merge(series, 1, Integer::sum) <= count) {
                kept.add(snapshot);
            }
        }
        return kept.reversed();
    }

    private static void print(Console console, List<SnapshotInfo> snapshots, ZoneId zone) {
        if (snapshots.isEmpty()) {
            console.note("no snapshots");
            return;
        }
        Table table = new Table(
                Table.Column.left("ID"),
                Table.Column.left("Time"),
                Table.Column.left("Host"),
                Table.Column.left("Tags"),
                Table.Column.right("Files"),
                Table.Column.right("Size"),
                Table.Column.left("Paths"));
        for (SnapshotInfo snapshot : snapshots) {
            Manifest manifest = snapshot.manifest();
            table.row(
                    SnapshotFields.shortId(snapshot) + marks(snapshot),
                    Times.format(Moments.of(manifest.time()), zone),
                    manifest.host(),
                    String.join(",", snapshot.tags()),
                    Figures.count(manifest.statistics().files()),
                    Figures.bytes(manifest.statistics().bytes()),
                    paths(manifest));
        }
        table.print(console);
        if (console.terminal().showsOutput()) {
            console.line(Style.FAINT, Figures.count(snapshots.size(), "snapshot", "snapshots"));
        }
    }

    private static String marks(SnapshotInfo snapshot) {
        boolean complete = snapshot.manifest().completeness() == Manifest.Completeness.COMPLETE;
        return (snapshot.isProtected() ? "+" : "") + (complete ? "" : "!");
    }

    private static String paths(Manifest manifest) {
        return manifest.paths().stream().map(Names::escape).collect(Collectors.joining(" "));
    }

    private static int number(String text) {
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        if (number < 1) {
            throw Usage.error("snapshots", "--latest takes a number from 1 on, not '" + text + "'");
        }
        return number;
    }
}
