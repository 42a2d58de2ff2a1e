package dev.holdfast.client.cli.upkeep;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedDirectory;
import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.invocation.OpenedServer;
import dev.holdfast.client.cli.invocation.SnapshotFields;
import dev.holdfast.client.cli.invocation.SnapshotFilter;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.protocol.SnapshotLabels.Protection;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.retention.Retention;
import dev.holdfast.engine.retention.RetentionPlan;
import dev.holdfast.storage.service.collect.CollectionPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** {@code holdfast forget}. */
public final class ForgetCommand implements Command {
    private static final Option DRY_RUN = Option.flag("--dry-run", "say what would be forgotten and, with --prune, freed; change nothing").or("-n");
    private static final Option PRUNE = Option.flag("--prune", "give back the space at once, as 'holdfast prune' does");
    private static final Option ALLOW_EMPTY = Option.flag("--allow-empty", "let the rules forget all snapshots of a group");
    private static final Option PROTECT = Option.flag("--protect", "protect the named snapshots from being forgotten, forget nothing");
    private static final Option UNPROTECT = Option.flag("--unprotect", "end that protection, forget nothing");

    @Override
    public Syntax syntax() {
        return Syntax.of("forget", "forget snapshots by rules or by id", Syntax.Needs.REPOSITORY)
                .describe("With rules: in each group of snapshots (by host and paths, unless --group-by says otherwise) keeps those that any "
                        + "rule keeps and forgets the others. Snapshots dated in the future are kept and reported. Rules that would keep "
                        + "nothing of a group are refused.\nWith ids: forgets these. Protected snapshots are never forgotten.\n"
                        + "What only forgotten snapshots needed is deleted by 'holdfast prune', or at once with --prune.")
                .options(RuleOptions.ALL.toArray(Option[]::new))
                .options(SnapshotFilter.HOST, SnapshotFilter.TAG, SnapshotFilter.PATH)
                .options(DRY_RUN, PRUNE, ALLOW_EMPTY, PROTECT, UNPROTECT)
                .operands(Operands.atLeast(0, "[SNAPSHOT…]"))
                .example("holdfast forget --keep-daily 7 --keep-weekly 5 --keep-monthly 12 --prune", "thins out old snapshots and frees their space")
                .example("holdfast forget 1a2b3c4d", "forgets one snapshot")
                .example("holdfast forget --protect 1a2b3c4d", "keeps it whatever rules say")
                .exits(ExitCode.NOT_FOUND, ExitCode.REFUSED, ExitCode.BUSY);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        boolean named = !arguments.operands().isEmpty();
        boolean protection = arguments.has(PROTECT) || arguments.has(UNPROTECT);
        if (arguments.has(PROTECT) && arguments.has(UNPROTECT) || protection && (!named || RuleOptions.anyIn(arguments))) {
            throw Usage.error("forget", "--protect and --unprotect take ids of snapshots, and nothing else");
        }
        if (named && RuleOptions.anyIn(arguments)) {
            throw Usage.error("forget", "either rules or ids say what is forgotten, not both");
        }
        Retention retention = RuleOptions.retention(invocation);
        try (OpenedRepository opened = invocation.open()) {
            if (protection) {
                return protect(invocation, opened.repository());
            }
            ForgetOutput output = new ForgetOutput(invocation.console(), invocation.zone(), arguments.has(DRY_RUN));
            List<SnapshotInfo> forgotten = named
                    ? forgetNamed(invocation, opened.repository(), output)
                    : forgetByRules(invocation, opened.repository(), retention, output);
            return arguments.has(PRUNE) && !forgotten.isEmpty() ? prune(invocation, opened, forgotten) : ExitCode.COMPLETE;
        }
    }

    private static ExitCode prune(Invocation invocation, OpenedRepository opened, List<SnapshotInfo> forgotten) {
        return switch (opened) {
            case OpenedDirectory directory -> prune(invocation, new Pruning(invocation, directory), forgotten);
            case OpenedServer server -> collect(invocation, new ServerCollection(invocation, server.remote().transport()));
        };
    }

    private static ExitCode collect(Invocation invocation, ServerCollection collection) {
        if (invocation.arguments().has(DRY_RUN)) {
            throw new HoldfastException(
                    ErrorCode.UNSUPPORTED,
                    "a server cannot tell what it would free once snapshots are forgotten that are still there",
                    "leave --prune out; holdfast prune --dry-run tells what it would free now");
        }
        return collection.run(OptionalInt.empty());
    }

    private static ExitCode prune(Invocation invocation, Pruning pruning, List<SnapshotInfo> forgotten) {
        return invocation.arguments().has(DRY_RUN)
                ? pruning.forecast(
                        CollectionPolicy.DEFAULT, forgotten.stream().map(SnapshotInfo::id).collect(Collectors.toSet()))
                : pruning.run(CollectionPolicy.DEFAULT);
    }

    private static ExitCode protect(Invocation invocation, Repository repository) {
        Protection wanted = invocation.arguments().has(PROTECT) ? Protection.PROTECTED : Protection.NONE;
        LabelChange change = new LabelChange(repository);
        List<SnapshotInfo> changed = new ArrayList<>();
        for (String reference : invocation.arguments().operands()) {
            changed.add(change.protect(repository.resolve(reference), wanted));
        }
        LabelOutput.print(invocation.console(), changed);
        return ExitCode.COMPLETE;
    }

    private static List<SnapshotInfo> forgetNamed(Invocation invocation, Repository repository, ForgetOutput output) {
        Map<String, SnapshotInfo> meant = new LinkedHashMap<>();
        for (String reference : invocation.arguments().operands()) {
            SnapshotInfo snapshot = repository.resolve(reference);
            if (snapshot.isProtected()) {
                throw new HoldfastException(
                        ErrorCode.SNAPSHOT_PROTECTED,
                        "snapshot " + SnapshotFields.shortId(snapshot) + " is protected; nothing was forgotten",
                        "holdfast forget --unprotect " + SnapshotFields.shortId(snapshot));
            }
            meant.put(snapshot.id().toString(), snapshot);
        }
        List<SnapshotInfo> snapshots = List.copyOf(meant.values());
        forget(invocation, repository, snapshots);
        output.named(snapshots);
        return snapshots;
    }

    private static List<SnapshotInfo> forgetByRules(
            Invocation invocation, Repository repository, Retention retention, ForgetOutput output) {
        Map<String, SnapshotInfo> byId = new LinkedHashMap<>();
        SnapshotFilter.of(invocation).in(repository).forEach(snapshot -> byId.put(snapshot.id().toString(), snapshot));
        RetentionPlan plan = retention.decide(
                byId.values().stream().map(Facts::of).toList(),
                invocation.arguments().has(ALLOW_EMPTY) ? Retention.WhenEmptied.ALLOW : Retention.WhenEmptied.REFUSE);
        warnOfTheFuture(invocation.console(), plan);
        List<SnapshotInfo> snapshots =
                plan.forgotten().stream().map(facts -> byId.get(facts.id())).filter(Objects::nonNull).toList();
        forget(invocation, repository, snapshots);
        output.plan(plan);
        return snapshots;
    }

    private static void warnOfTheFuture(Console console, RetentionPlan plan) {
        if (!plan.fromTheFuture().isEmpty()) {
            console.warning(plan.fromTheFuture().size() + " snapshots are dated in the future and are kept; a clock was or is wrong");
        }
    }

    private static void forget(Invocation invocation, Repository repository, List<SnapshotInfo> snapshots) {
        if (invocation.arguments().has(DRY_RUN)) {
            return;
        }
        for (SnapshotInfo snapshot : snapshots) {
            if (!repository.metadata().forget(snapshot.row()) && repository.metadata().snapshot(snapshot.id()).isPresent()) {
                throw new HoldfastException(
                        ErrorCode.STORE_BUSY,
                        "snapshot " + SnapshotFields.shortId(snapshot) + " was changed by somebody else just now and is kept");
            }
        }
    }
}
