package dev.holdfast.client.cli.browsing;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.invocation.SnapshotFilter;
import dev.holdfast.client.cli.invocation.SnapshotPath;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.engine.browse.archive.Dump;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.text.Names;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code holdfast dump}. */
public final class DumpCommand implements Command {
    private static final Option FORMAT = Option.one("--format", "tar|zip", "the kind of archive; tar unless said otherwise").or("-f");

    @Override
    public Syntax syntax() {
        return Syntax.of("dump", "write files of a snapshot as an archive", Syntax.Needs.REPOSITORY)
                .describe("Writes the directory or file at PATH as a tar or zip archive to standard output, verified as it is read. Tar keeps "
                        + "everything but sockets; zip keeps files, directories and symbolic links with their modes and times. Names in the "
                        + "archive are relative to PATH.")
                .options(FORMAT, SnapshotFilter.HOST, SnapshotFilter.TAG, SnapshotFilter.PATH)
                .operands(Operands.exactly(1, "SNAPSHOT[:PATH]"))
                .example("holdfast dump latest:/etc > etc.tar", "a directory as a tar archive")
                .example("holdfast dump latest:/srv/www --format zip > www.zip", "the same as zip")
                .exits(ExitCode.NOT_FOUND, ExitCode.NO_ACCESS, ExitCode.INCOMPLETE, ExitCode.DAMAGED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        SnapshotPath what = SnapshotPath.parse(invocation.arguments().operands().getFirst());
        SnapshotFilter filter = SnapshotFilter.of(invocation);
        Dump.Format format = invocation.arguments().text(FORMAT).map(DumpCommand::format).orElse(Dump.Format.TAR);
        AtomicBoolean complete = new AtomicBoolean(true);
        try (OpenedRepository opened = invocation.open()) {
            SnapshotInfo snapshot = filter.resolve(opened.repository(), what.snapshot());
            new Dump(opened.repository()).write(snapshot, what.path(), format, invocation.console().stream(), (path, cause) -> {
                complete.set(false);
                invocation.console().warning(Names.escape(path.bytes()) + ": " + cause);
            });
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.IO_FAILED, "the archive cannot be written: " + e.getMessage(), e);
        }
        return complete.get() ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
    }

    private static Dump.Format format(String name) {
        return switch (name) {
            case "tar" -> Dump.Format.TAR;
            case "zip" -> Dump.Format.ZIP;
            default -> throw Usage.error("dump", "--format is tar or zip, not '" + name + "'");
        };
    }
}
