package dev.holdfast.client.cli.browsing;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.invocation.RawText;
import dev.holdfast.client.cli.invocation.SnapshotFilter;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.Timestamp;
import dev.holdfast.engine.browse.Search;
import dev.holdfast.engine.browse.SearchCriteria;
import dev.holdfast.engine.browse.SearchCriteria.SizeRange;
import dev.holdfast.engine.browse.SearchCriteria.TimeRange;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.select.Matching;
import dev.holdfast.engine.select.Patterns;
import dev.holdfast.engine.text.Names;
import dev.holdfast.engine.text.Sizes;
import dev.holdfast.engine.text.Span;
import dev.holdfast.engine.text.Times;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code holdfast find}. */
public final class FindCommand implements Command {
    private static final Option SNAPSHOT = Option.many("--snapshot", "SNAPSHOT", "search this one; without it, all").or("-s");
    private static final Option TYPE = Option.one("--type", "f|d|l|o", "only files, directories, symbolic links, or others");
    private static final Option LARGER = Option.one("--larger", "SIZE", "only files of at least this size");
    private static final Option SMALLER = Option.one("--smaller", "SIZE", "only files of at most this size");
    private static final Option NEWER = Option.one("--newer", "TIME|AGE", "only what was changed since");
    private static final Option OLDER = Option.one("--older", "TIME|AGE", "only what was changed before");
    private static final Option LONG = Option.flag("--long", "show mode, owner, size and time").or("-l");

    @Override
    public Syntax syntax() {
        return Syntax.of("find", "find files in snapshots", Syntax.Needs.REPOSITORY)
                .describe("Searches snapshots, oldest first, for entries whose name matches a pattern like those of --exclude. A pattern with a "
                        + "slash is matched against the whole path. With several patterns the last that matches decides, and one with ! "
                        + "takes back what earlier ones found.")
                .options(SNAPSHOT, TYPE, LARGER, SMALLER, NEWER, OLDER, LONG)
                .options(SnapshotFilter.HOST, SnapshotFilter.TAG, SnapshotFilter.PATH)
                .operands(Operands.atLeast(1, "PATTERN…"))
                .example("holdfast find 'invoice*.pdf'", "in which snapshots a file is")
                .example("holdfast find '/home/ann/**/*.iso' --larger 1G -s latest", "what takes the space")
                .example("holdfast find '*' --newer 2d --type f --json", "an object for each match")
                .exits(ExitCode.NOT_FOUND, ExitCode.NO_ACCESS, ExitCode.INCOMPLETE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        SearchCriteria criteria = criteria(invocation);
        SnapshotFilter filter = SnapshotFilter.of(invocation);
        try (OpenedRepository opened = invocation.open()) {
            FindOutput output = new FindOutput(
                    invocation.console(), invocation.zone(), invocation.arguments().has(LONG));
            Search search = new Search(opened.repository().structures(), criteria, output);
            for (SnapshotInfo snapshot : chosen(opened.repository(), filter, invocation.arguments())) {
                if (!invocation.console().isOutputGone()) {
                    search.search(snapshot);
                }
            }
            return output.isComplete() ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
        }
    }

    private static List<SnapshotInfo> chosen(Repository repository, SnapshotFilter filter, Arguments arguments) {
        List<String> named = arguments.texts(SNAPSHOT);
        return named.isEmpty()
                ? filter.in(repository)
                : named.stream().map(name -> filter.resolve(repository, name)).toList();
    }

    private static SearchCriteria criteria(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        Patterns patterns = Patterns.none();
        for (String pattern : arguments.operands()) {
            patterns = patterns.plus(RawText.encode(pattern));
        }
        if (!patterns.malformed().isEmpty()) {
            throw Usage.error("find", "the pattern '" + Names.escape(patterns.malformed().getFirst()) + "' means nothing");
        }
        SizeRange size = new SizeRange(
                arguments.text(LARGER).map(Sizes::parse).orElse(0L),
                arguments.text(SMALLER).map(Sizes::parse).orElse(Long.MAX_VALUE));
        TimeRange time = new TimeRange(
                arguments.text(NEWER).map(text -> time(invocation, text)).orElse(TimeRange.ANY.from()),
                arguments.text(OLDER).map(text -> time(invocation, text)).orElse(TimeRange.ANY.until()));
        return new SearchCriteria(
                Matching.of(patterns),
                arguments.text(TYPE).map(FindCommand::types).orElse(EnumSet.allOf(NodeType.class)),
                size,
                time);
    }

    /** An age before now, or a point in time. */
    private static Timestamp time(Invocation invocation, String text) {
        Instant now = invocation.clock().now();
        Instant moment;
        try {
            moment = Span.parse(text).before(now, invocation.zone());
        } catch (HoldfastException e) {
            moment = Times.parse(text, now, invocation.zone());
        }
        return new Timestamp(moment.getEpochSecond(), moment.getNano());
    }

    private static Set<NodeType> types(String letter) {
        return switch (letter) {
            case "f" -> EnumSet.of(NodeType.FILE);
            case "d" -> EnumSet.of(NodeType.DIRECTORY);
            case "l" -> EnumSet.of(NodeType.SYMLINK);
            case "o" -> EnumSet.complementOf(EnumSet.of(NodeType.FILE, NodeType.DIRECTORY, NodeType.SYMLINK));
            default -> throw Usage.error("find", "--type is f, d, l or o, not '" + letter + "'");
        };
    }
}
