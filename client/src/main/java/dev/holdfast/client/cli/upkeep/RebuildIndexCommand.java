package dev.holdfast.client.cli.upkeep;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.DirectoryDoor;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedDirectory;
import dev.holdfast.client.cli.invocation.ServerDoor;
import dev.holdfast.client.cli.output.Progress;
import dev.holdfast.client.cli.output.ProgressView;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.rebuild.IndexRebuild;
import dev.holdfast.client.rebuild.RebuildProgress;
import dev.holdfast.client.rebuild.RebuiltIndex;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.engine.text.Figures;

/** {@code holdfast rebuild-index}. */
public final class RebuildIndexCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("rebuild-index", "make a new index from the packs, when the old one is lost or damaged", Syntax.Needs.REPOSITORY)
                .describe("Reads every pack and finds all snapshots again, with the tags they were made with. Only the index knew of tags "
                        + "changed later, of protection, and of what was forgotten: such changes are lost, and forgotten snapshots whose data "
                        + "was not pruned yet come back. The old index counts no more from the beginning on: backups that run meanwhile "
                        + "have to be started again, and until the end every other command refuses to work. An interrupted rebuild is simply "
                        + "started again.")
                .example("holdfast rebuild-index", "when another command says that the index is damaged")
                .example("holdfast rebuild-index; holdfast check", "names the files that need a lost chunk, if there are any")
                .exits(ExitCode.INCOMPLETE, ExitCode.BUSY, ExitCode.NO_ACCESS, ExitCode.INTERRUPTED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        return switch (invocation.door()) {
            case DirectoryDoor door -> rebuild(invocation, door);
            case ServerDoor door -> throw new HoldfastException(
                    ErrorCode.UNSUPPORTED,
                    "the index of " + invocation.location() + " lies at the server, and only there can it be made anew",
                    "on the server, while it is stopped: holdfast rebuild-index --repo DATA/tenants/"
                            + door.remote().transport().address().tenant().orElse("TENANT"));
        };
    }

    private static ExitCode rebuild(Invocation invocation, DirectoryDoor door) {
        RebuildOutput output = new RebuildOutput(invocation.console(), invocation.zone());
        try (OpenedDirectory opened = door.openAnew(invocation.config(door), invocation::secret)) {
            IndexRebuild rebuild = new IndexRebuild(opened.repository(), opened.rows());
            try (Progress progress = new Progress(invocation.console(), invocation.clock(), () -> view(rebuild.progress()));
                    var cancelling = invocation.interruption().register(rebuild::cancel)) {
                RebuiltIndex rebuilt = rebuild.run();
                if (!opened.finishIndex()) {
                    throw overtaken();
                }
                progress.close();
                output.print(rebuilt, opened.repository().snapshots(), progress.elapsed());
                return rebuilt.isWhole() ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
            }
        }
    }

    private static HoldfastException overtaken() {
        return new HoldfastException(
                ErrorCode.STORE_BUSY, "another rebuild was begun later, and its index counts", "wait until it has ended: holdfast snapshots");
    }

    private static ProgressView view(RebuildProgress progress) {
        return new ProgressView(
                Figures.count(progress.packs(), "pack", "packs"),
                progress.bytesRead(),
                progress.totalBytes(),
                progress.damages(),
                "",
                json -> RebuildOutput.counters(json, progress));
    }
}
