package dev.holdfast.client.cli.upkeep;

import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.TagArguments;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.engine.retention.Grouping;
import dev.holdfast.engine.retention.Period;
import dev.holdfast.engine.retention.Retention;
import dev.holdfast.engine.retention.RetentionRules;
import dev.holdfast.engine.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The options that say which snapshots to keep. */
final class RuleOptions {
    private static final String UNLIMITED = "unlimited";

    private static final Option TAG = Option.many("--keep-tag", "TAG[,TAG…]", "keep snapshots with all these tags");
    private static final Option ID = Option.many("--keep-id", "ID", "keep snapshots whose id begins so");
    private static final Option GROUP = Option.one("--group-by", "LIST", "what makes a group: host, paths, tags or none (default: host,paths)");

    static final List<Option> ALL = all();

    private RuleOptions() {}

    private static List<Option> all() {
        List<Option> options = new ArrayList<>();
        for (Period period : Period.values()) {
            options.add(count(period));
        }
        for (Period period : Period.values()) {
            options.add(within(period));
        }
        options.addAll(List.of(TAG, ID, GROUP));
        return List.copyOf(options);
    }

    private static Option count(Period period) {
        String what = period == Period.LAST ? "the last N snapshots" : "the last snapshot of each of the last N " + unit(period);
        return Option.one("--keep-" + period.word(), "N", "keep " + what + " (or 'unlimited')");
    }

    private static Option within(Period period) {
        return period == Period.LAST
                ? Option.one("--keep-within", "SPAN", "keep all snapshots younger than this, such as 1y5m7d2h")
                : Option.one("--keep-within-" + period.word(), "SPAN", "keep the " + period.word() + " ones younger than this");
    }

    private static String unit(Period period) {
        return switch (period) {
            case LAST -> "snapshots";
            case HOURLY -> "hours";
            case DAILY -> "days";
            case WEEKLY -> "weeks";
            case MONTHLY -> "months";
            case YEARLY -> "years";
        };
    }

    /** Whether any of them was given. */
    static boolean anyIn(Arguments arguments) {
        return ALL.stream().anyMatch(arguments::has);
    }

    /** The rules that were given, at this moment. */
    static Retention retention(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        RetentionRules rules = RetentionRules.none();
        for (Period period : Period.values()) {
            if (arguments.has(count(period))) {
                rules = rules.keep(period, number(count(period), arguments));
            }
            if (arguments.has(within(period))) {
                rules = rules.within(period, Span.parse(arguments.text(within(period)).orElse("")));
            }
        }
        for (Set<String> tags : TagArguments.sets(arguments.texts(TAG))) {
            rules = rules.keepTagged(tags);
        }
        for (String id : arguments.texts(ID)) {
            rules = rules.keepIdentified(id);
        }
        Grouping grouping = arguments.text(GROUP).map(Grouping::parse).orElse(Grouping.HOST_AND_PATHS);
        return new Retention(rules, grouping, invocation.clock().now(), invocation.zone());
    }

    private static int number(Option option, Arguments arguments) {
        String text = arguments.text(option).orElse("");
        if (text.equals(UNLIMITED)) {
            return RetentionRules.UNLIMITED;
        }
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw Usage.error("forget", option.name() + " takes a number from 1 on or 'unlimited', not '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
