package dev.holdfast.client.cli.saving;

import dev.holdfast.client.backup.Backup;
import dev.holdfast.client.backup.BackupProgress;
import dev.holdfast.client.backup.BackupReport;
import dev.holdfast.client.backup.BackupRequest;
import dev.holdfast.client.backup.BackupRequest.Sources;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.invocation.OpenedServer;
import dev.holdfast.client.cli.output.Progress;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.client.fs.machine.FileSystems;
import dev.holdfast.engine.repository.Repository;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The backup that a command line asks for, between its hooks. */
final class BackupJob {
    private final Invocation invocation;
    private final SourceArguments sources;
    private final RequestArguments requested;
    private final Consumer<Supplier<BackupProgress>> watcher;

    /** @param watcher is given, when it begins, what tells how far it is */
    BackupJob(Invocation invocation, Consumer<Supplier<BackupProgress>> watcher) {
        this.watcher = watcher;
        this.invocation = invocation;
        this.sources = new SourceArguments(invocation);
        this.requested = new RequestArguments(invocation);
    }

    /** Fails if the command line cannot be meant; touches nothing. */
    void check() {
        sources.check();
        requested.check();
    }

    Ending run() {
        FileSystemAccess access = FileSystems.best();
        Arguments arguments = invocation.arguments();
        if (arguments.has(BackupOptions.STDIN)) {
            StandardInput content = new StandardInput(invocation.surroundings().streams().in());
            try (OpenedRepository opened = DefaultRepository.openOrCreate(invocation)) {
                return save(opened, access, new Sources.Stream(sources.streamPath(), content), content::close);
            }
        }
        if (!arguments.has(BackupOptions.STDIN_COMMAND)) {
            Sources.Paths paths = sources.paths(access);
            try (OpenedRepository opened = DefaultRepository.openOrCreate(invocation)) {
                return save(opened, access, paths, () -> {});
            }
        }
        try (OpenedRepository opened = DefaultRepository.openOrCreate(invocation);
                CommandOutput content = new CommandOutput(invocation.surroundings(), arguments.operands())) {
            return save(opened, access, new Sources.Stream(sources.streamPath(), content), content::close);
        }
    }

    /** @param endOfSource ends a source that is silent, which would keep an interrupted backup waiting for its next byte */
    private Ending save(OpenedRepository opened, FileSystemAccess access, Sources what, Runnable endOfSource) {
        Repository repository = opened.repository();
        BackupRequest request = requested.request(what, repository);
        BackupOutput output = new BackupOutput(invocation.console(), request);
        if (opened instanceof OpenedServer server) {
            output.tellOf(server.remote().questions());
        }
        Backup backup = new Backup(repository, access, request, output);
        watcher.accept(backup::progress);
        long expectedBytes = output.isWatched() ? LastTime.bytes(repository, request) : 0;
        try (Progress progress = new Progress(
                        invocation.console(), invocation.clock(), () -> output.view(backup.progress(), expectedBytes));
                var cancelling = invocation.interruption().register(() -> {
                    backup.cancel();
                    endOfSource.run();
                })) {
            BackupReport report = backup.run();
            progress.close();
            output.summary(report, progress.elapsed());
            ExitCode code = report.totals().unreadable() == 0 ? ExitCode.COMPLETE : ExitCode.INCOMPLETE_SOURCE;
            return new Ending(code, Optional.of(report), Optional.empty());
        }
    }
}
