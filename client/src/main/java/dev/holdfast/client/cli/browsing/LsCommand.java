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
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.browse.TreeListing;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.repository.SnapshotPaths;
import dev.holdfast.engine.text.Names;
import java.util.Optional;
import java.util.function.BiConsumer;

/** {@code holdfast ls}. */
public final class LsCommand implements Command {
    private static final Option LONG = Option.flag("--long", "show mode, owner, size and time").or("-l");
    private static final Option RECURSIVE = Option.flag("--recursive", "go into directories").or("-R");

    @Override
    public Syntax syntax() {
        return Syntax.of("ls", "list files of a snapshot", Syntax.Needs.REPOSITORY)
                .describe("Lists what is at PATH in a snapshot, one entry a line, in order of names.")
                .options(LONG, RECURSIVE, SnapshotFilter.HOST, SnapshotFilter.TAG, SnapshotFilter.PATH)
                .operands(Operands.exactly(1, "SNAPSHOT[:PATH]"))
                .example("holdfast ls latest:/home/ann -l", "what a directory held")
                .example("holdfast ls latest --recursive --json", "everything, an object for each entry")
                .exits(ExitCode.NOT_FOUND, ExitCode.NO_ACCESS, ExitCode.DAMAGED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        SnapshotPath what = SnapshotPath.parse(invocation.arguments().operands().getFirst());
        SnapshotFilter filter = SnapshotFilter.of(invocation);
        try (OpenedRepository opened = invocation.open()) {
            Repository repository = opened.repository();
            SnapshotInfo snapshot = filter.resolve(repository, what.snapshot());
            Optional<Node> node = new SnapshotPaths(repository.structures()).find(snapshot.manifest(), what.path());
            BiConsumer<RawPath, Node> printer = printer(invocation);
            TreeListing listing = new TreeListing(repository.structures());
            TreeListing.Depth depth = invocation.arguments().has(RECURSIVE)
                    ? TreeListing.Depth.EVERYTHING
                    : TreeListing.Depth.ONE_LEVEL;
            if (node.isEmpty()) {
                listing.list(snapshot.manifest().tree(), what.path(), depth, printer);
            } else if (node.get() instanceof Node.Directory directory) {
                listing.list(directory.tree(), what.path(), depth, printer);
            } else {
                printer.accept(what.path(), node.get());
            }
        }
        return ExitCode.COMPLETE;
    }

    private static BiConsumer<RawPath, Node> printer(Invocation invocation) {
        Console console = invocation.console();
        if (console.isJson()) {
            return (path, node) -> Json.print(console, json -> json.object(fields -> NodeText.write(fields, path, node)));
        }
        boolean isLong = invocation.arguments().has(LONG);
        return (path, node) ->
                console.line(isLong ? NodeText.line(path, node, invocation.zone()) : Names.escape(path.bytes()));
    }
}
