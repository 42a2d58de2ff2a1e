package dev.holdfast.client.cli.browsing;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.invocation.SnapshotFilter;
import dev.holdfast.client.cli.invocation.SnapshotPath;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.browse.TreeDifference;
import dev.holdfast.engine.browse.TreeDifference.Change;
import dev.holdfast.engine.browse.TreeDifference.Kind;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.repository.SnapshotPaths;
import dev.holdfast.engine.text.Figures;
import dev.holdfast.engine.text.Names;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code holdfast diff}. */
public final class DiffCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("diff", "compare two snapshots", Syntax.Needs.REPOSITORY)
                .describe("Lists what differs: + added, - removed, M content, U attributes only, T kind of thing. Directories that are the "
                        + "same in both are not looked into.")
                .options(SnapshotFilter.HOST, SnapshotFilter.TAG, SnapshotFilter.PATH)
                .operands(Operands.exactly(2, "SNAPSHOT[:PATH] SNAPSHOT[:PATH]"))
                .example("holdfast diff 1a2b3c4d latest", "what changed since")
                .example("holdfast diff 1a2b3c4d:/etc latest:/etc --json", "an object for each change, then a summary")
                .exits(ExitCode.NOT_FOUND, ExitCode.NO_ACCESS, ExitCode.DAMAGED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        List<String> operands = invocation.arguments().operands();
        SnapshotPath before = SnapshotPath.parse(operands.get(0));
        SnapshotPath after = SnapshotPath.parse(operands.get(1));
        SnapshotFilter filter = SnapshotFilter.of(invocation);
        Tally tally = new Tally(invocation.console());
        try (OpenedRepository opened = invocation.open()) {
            Repository repository = opened.repository();
            Fingerprint left = directory(repository, filter, before);
            Fingerprint right = directory(repository, filter, after);
            new TreeDifference(repository.structures(), tally::add).compare(left, right, RawPath.ROOT);
        }
        tally.summary();
        return ExitCode.COMPLETE;
    }

    private static Fingerprint directory(Repository repository, SnapshotFilter filter, SnapshotPath what) {
        SnapshotInfo snapshot = filter.resolve(repository, what.snapshot());
        return new SnapshotPaths(repository.structures())
                .find(snapshot.manifest(), what.path())
                .map(node -> tree(node, what))
                .orElse(snapshot.manifest().tree());
    }

    private static Fingerprint tree(Node node, SnapshotPath what) {
        if (node instanceof Node.Directory directory) {
            return directory.tree();
        }
        throw new HoldfastException(
                ErrorCode.INVALID_ARGUMENT, what.path() + " is no directory", "run: holdfast ls " + what.snapshot());
    }

    /** Prints changes and counts them. */
    private static final class Tally {
        private final Console console;
        private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        private long bytesBefore;
        private long bytesAfter;

        Tally(Console console) {
            this.console = console;
        }

        void add(Change change) {
            counts.merge(change.kind(), 1L, Long::sum);
            Node before = change.before();
            Node after = change.after();
            bytesBefore += before == null ? 0 : NodeText.size(before);
            bytesAfter += after == null ? 0 : NodeText.size(after);
            String word = change.kind().name().toLowerCase(Locale.ROOT);
            if (console.isJson()) {
                Json.print(console, json -> json.object(fields ->
                        fields.field("type", "change").field("change", word).path("path", change.path().bytes())));
            } else {
                console.line(sign(change.kind()) + "  " + Names.escape(change.path().bytes()));
            }
        }

        private static String sign(Kind kind) {
            return switch (kind) {
                case ADDED -> "+";
                case REMOVED -> "-";
                case CONTENT -> "M";
                case ATTRIBUTES -> "U";
                case TYPE -> "T";
            };
        }

        void summary() {
            if (console.isJson()) {
                Json.print(console, json -> json.object(fields -> {
                    fields.field("type", "summary");
                    for (Kind kind : Kind.values()) {
                        fields.field(kind.name().toLowerCase(Locale.ROOT), count(kind));
                    }
                    fields.field("bytes_before", bytesBefore).field("bytes_after", bytesAfter);
                }));
            } else if (!console.isQuiet()) {
                console.line(Figures.count(count(Kind.ADDED)) + " added, " + Figures.count(count(Kind.REMOVED)) + " removed, "
                        + Figures.count(count(Kind.CONTENT) + count(Kind.TYPE)) + " with other content, "
                        + Figures.count(count(Kind.ATTRIBUTES)) + " with other attributes; "
                        + Figures.bytes(bytesBefore) + " before, " + Figures.bytes(bytesAfter) + " after");
            }
        }

        private long count(Kind kind) {
            return counts.getOrDefault(kind, 0L);
        }
    }
}
