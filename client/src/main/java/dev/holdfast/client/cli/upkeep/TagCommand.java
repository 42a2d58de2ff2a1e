package dev.holdfast.client.cli.upkeep;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.invocation.TagArguments;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.core.protocol.SnapshotLabels.Protection;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code holdfast tag}. */
public final class TagCommand implements Command {
    private static final Option ADD = Option.many("--add", "TAG[,TAG…]", "add tags");
    private static final Option REMOVE = Option.many("--remove", "TAG[,TAG…]", "remove tags");
    private static final Option SET = Option.many("--set", "TAG[,TAG…]", "replace all tags by these");
    private static final Option CLEAR = Option.flag("--clear", "remove all tags");
    private static final Option PROTECT = Option.flag("--protect", "let nobody forget the snapshots");
    private static final Option UNPROTECT = Option.flag("--unprotect", "let them be forgotten again");

    @Override
    public Syntax syntax() {
        return Syntax.of("tag", "change tags and protection of snapshots", Syntax.Needs.REPOSITORY)
                .options(ADD, REMOVE, SET, CLEAR, PROTECT, UNPROTECT)
                .operands(Operands.atLeast(1, "SNAPSHOT…"))
                .example("holdfast tag latest --add release --protect", "marks the latest snapshot and protects it")
                .exits(ExitCode.NOT_FOUND, ExitCode.BUSY);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        boolean replaces = arguments.has(SET) || arguments.has(CLEAR);
        boolean edits = arguments.has(ADD) || arguments.has(REMOVE);
        boolean guards = arguments.has(PROTECT) || arguments.has(UNPROTECT);
        if (!replaces && !edits && !guards) {
            throw Usage.error("tag", "nothing to change is given");
        }
        if (replaces && edits || arguments.has(SET) && arguments.has(CLEAR) || arguments.has(PROTECT) && arguments.has(UNPROTECT)) {
            throw Usage.error("tag", "the options contradict each other");
        }
        edit(List.of(), arguments);
        try (OpenedRepository opened = invocation.open()) {
            Repository repository = opened.repository();
            // All of them first, so that a slip in one reference changes nothing.
            List<SnapshotInfo> meant = arguments.operands().stream().map(repository::resolve).toList();
            List<SnapshotInfo> changed = new ArrayList<>();
            for (SnapshotInfo snapshot : meant) {
                changed.add(change(new LabelChange(repository), snapshot, arguments));
            }
            LabelOutput.print(invocation.console(), changed);
        }
        return ExitCode.COMPLETE;
    }

    private static SnapshotInfo change(LabelChange change, SnapshotInfo snapshot, Arguments arguments) {
        SnapshotInfo current = snapshot;
        if (arguments.has(ADD) || arguments.has(REMOVE) || arguments.has(SET) || arguments.has(CLEAR)) {
            current = change.tags(current, tags -> edit(tags, arguments));
        }
        if (arguments.has(PROTECT)) {
            current = change.protect(current, Protection.PROTECTED);
        }
        return arguments.has(UNPROTECT) ? change.protect(current, Protection.NONE) : current;
    }

    private static List<String> edit(List<String> tags, Arguments arguments) {
        Set<String> edited = new LinkedHashSet<>(arguments.has(CLEAR) || arguments.has(SET) ? List.of() : tags);
        edited.addAll(TagArguments.of(arguments.texts(SET)));
        edited.addAll(TagArguments.of(arguments.texts(ADD)));
        TagArguments.of(arguments.texts(REMOVE)).forEach(edited::remove);
        return List.copyOf(edited);
    }
}
