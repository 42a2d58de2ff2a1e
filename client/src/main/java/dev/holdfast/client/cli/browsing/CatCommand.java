package dev.holdfast.client.cli.browsing;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.invocation.SnapshotFilter;
import dev.holdfast.client.cli.invocation.SnapshotPath;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.Node;
import dev.holdfast.engine.browse.FileContent;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.repository.SnapshotPaths;

/** {@code holdfast cat}. */
public final class CatCommand implements Command {
    private static final int BUFFER_BYTES = 1 << 20;

    @Override
    public Syntax syntax() {
        return Syntax.of("cat", "print the content of a file in a snapshot", Syntax.Needs.REPOSITORY)
                .describe("Writes the content to standard output, verified as it is read. The content is never JSON: --json only changes how "
                        + "errors are told.")
                .options(SnapshotFilter.HOST, SnapshotFilter.TAG, SnapshotFilter.PATH)
                .operands(Operands.exactly(1, "SNAPSHOT:PATH"))
                .example("holdfast cat latest:/etc/fstab", "shows a file as it was")
                .example("holdfast cat 1a2b3c4d:/stdin | psql mydb", "plays a dump back")
                .exits(ExitCode.NOT_FOUND, ExitCode.NO_ACCESS, ExitCode.DAMAGED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        SnapshotPath what = SnapshotPath.parse(invocation.arguments().operands().getFirst());
        SnapshotFilter filter = SnapshotFilter.of(invocation);
        try (OpenedRepository opened = invocation.open()) {
            SnapshotInfo snapshot = filter.resolve(opened.repository(), what.snapshot());
            Node node = new SnapshotPaths(opened.repository().structures())
                    .find(snapshot.manifest(), what.path())
                    .orElse(null);
            if (!(node instanceof Node.File file)) {
                throw new HoldfastException(
                        ErrorCode.INVALID_ARGUMENT,
                        what.path() + " is no regular file in snapshot " + what.snapshot(),
                        "run: holdfast ls " + what.snapshot() + ":" + what.path());
            }
            try (FileContent content = new FileContent(opened.repository(), file)) {
                copy(content, invocation.console());
            }
        }
        return ExitCode.COMPLETE;
    }

    private static void copy(FileContent content, Console console) {
        byte[] buffer = new byte[BUFFER_BYTES];
        long position = 0;
        while (position < content.size() && !console.isOutputGone()) {
            int count = content.read(position, buffer, 0, buffer.length);
            console.raw(buffer, 0, count);
            position += count;
        }
    }
}
