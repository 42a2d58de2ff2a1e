package dev.holdfast.client.cli.restoring;

import dev.holdfast.client.cli.invocation.Account;
import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.invocation.PatternArguments;
import dev.holdfast.client.cli.invocation.RawText;
import dev.holdfast.client.cli.invocation.SnapshotFilter;
import dev.holdfast.client.cli.invocation.SnapshotPath;
import dev.holdfast.client.cli.output.Progress;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.fs.machine.FileSystems;
import dev.holdfast.client.restore.Restore;
import dev.holdfast.client.restore.RestoreProgress;
import dev.holdfast.client.restore.RestoreRequest;
import dev.holdfast.client.restore.RestoreRequest.Effect;
import dev.holdfast.client.restore.RestoreRequest.Extra;
import dev.holdfast.client.restore.RestoreRequest.Overwrite;
import dev.holdfast.client.restore.RestoreRequest.Owners;
import dev.holdfast.client.restore.RestoreRequest.Privileged;
import dev.holdfast.client.restore.RestoreRequest.TargetRules;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import java.util.Arrays;
import java.util.Locale;

/** {@code holdfast restore}. */
public final class RestoreCommand implements Command {
    private static final Option TARGET = Option.one("--target", "DIR", "restore into this directory; made if missing").or("-t");
    private static final Option OVERWRITE = Option.one(
            "--overwrite", "always|if-changed|never", "what happens to files that are there: replaced (default), replaced if size or time differ, left");
    private static final Option DELETE = Option.flag("--delete", "remove what the snapshot does not have from the target");
    private static final Option DRY_RUN = Option.flag("--dry-run", "say what would be done (with --verbose: each entry), change nothing").or("-n");
    private static final Option OWNER = Option.one(
            "--owner", "by-id|by-name|ignore", "restore owners by number (default of root), by name, or not at all (default of others)");
    private static final Option SETUID = Option.flag("--setuid", "restore setuid and setgid bits and file capabilities too");
    private static final Option EXCLUDE = Option.many("--exclude", "PATTERN", "leave out what matches").or("-e");
    private static final Option INCLUDE = Option.many("--include", "PATTERN", "take only what matches").or("-i");
    private static final Option EXCLUDE_FROM = Option.many("--exclude-from", "FILE", "read exclude patterns from a file");
    private static final Option INCLUDE_FROM = Option.many("--include-from", "FILE", "read include patterns from a file");
    private static final PatternArguments PATTERNS = new PatternArguments(EXCLUDE, EXCLUDE_FROM, INCLUDE, INCLUDE_FROM);

    @Override
    public Syntax syntax() {
        return Syntax.of("restore", "get files back from a snapshot", Syntax.Needs.REPOSITORY)
                .describe("Restores a snapshot, or the part of it below PATH, into a directory. With a PATH to a directory its content goes straight "
                        + "into the target; a file goes there under its own name. Everything is verified while it is written, and no file "
                        + "ever stands under its name before it is whole. After an interruption, --overwrite if-changed goes on from what is done.")
                .options(TARGET, OVERWRITE, DELETE, DRY_RUN, OWNER, SETUID, INCLUDE, INCLUDE_FROM, EXCLUDE, EXCLUDE_FROM)
                .options(SnapshotFilter.HOST, SnapshotFilter.TAG, SnapshotFilter.PATH)
                .operands(Operands.exactly(1, "SNAPSHOT[:PATH]"))
                .example("holdfast restore latest --target /tmp/back", "restores the latest snapshot with its whole paths")
                .example("holdfast restore 1a2b3c4d:/home/ann/letters --target ~/letters", "restores one directory")
                .example("holdfast restore latest:/etc --target /etc --overwrite if-changed --delete --dry-run -v", "shows what going back would change")
                .exits(ExitCode.INCOMPLETE, ExitCode.NOT_FOUND, ExitCode.DAMAGED, ExitCode.DISK_FULL);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        SnapshotPath what = SnapshotPath.parse(arguments.operands().getFirst());
        RawPath target = target(invocation);
        RestoreRequest request = new RestoreRequest(what.path(), target, PATTERNS.rules(invocation), rules(arguments));
        SnapshotFilter filter = SnapshotFilter.of(invocation);
        try (OpenedRepository opened = invocation.open()) {
            SnapshotInfo snapshot = filter.resolve(opened.repository(), what.snapshot());
            return restore(invocation, opened.repository(), snapshot, request);
        }
    }

    private static ExitCode restore(Invocation invocation, Repository repository, SnapshotInfo snapshot, RestoreRequest request) {
        RestoreOutput output = new RestoreOutput(invocation.console(), snapshot, request);
        Restore restore = new Restore(repository, FileSystems.best(), snapshot, request, output);
        try (Progress progress = new Progress(invocation.console(), invocation.clock(), () -> output.view(restore.progress()));
                var cancelling = invocation.interruption().register(restore::cancel)) {
            RestoreProgress totals = restore.run();
            progress.close();
            output.summary(totals, progress.elapsed());
            return totals.failed() == 0 ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
        }
    }

    private static RawPath target(Invocation invocation) {
        String text = invocation.arguments().text(TARGET).orElseThrow(() -> Usage.error("restore", "where to? --target DIR is missing"));
        if (text.isEmpty()) {
            throw Usage.error("restore", "--target is empty");
        }
        RawPath here = RawPath.of(RawPath.ROOT, invocation.surroundings().directory().toString());
        return RawPath.of(here, RawText.encode(text));
    }

    private static TargetRules rules(Arguments arguments) {
        return new TargetRules(
                arguments.text(OVERWRITE).map(text -> choice(OVERWRITE, text, Overwrite.values())).orElse(Overwrite.ALWAYS),
                arguments.has(DELETE) ? Extra.DELETE : Extra.KEEP,
                arguments.text(OWNER).map(text -> choice(OWNER, text, Owners.values())).orElseGet(() -> Account.isRoot() ? Owners.BY_ID : Owners.IGNORE),
                arguments.has(SETUID) ? Privileged.RESTORE : Privileged.DROP,
                arguments.has(DRY_RUN) ? Effect.DRY_RUN : Effect.WRITE);
    }

    private static <E extends Enum<E>> E choice(Option option, String text, E[] values) {
        return Arrays.stream(values)
                .filter(value -> word(value).equals(text))
                .findFirst()
                .orElseThrow(() -> Usage.error("restore", option.name() + " is one of " + option.label() + ", not '" + text + "'"));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
