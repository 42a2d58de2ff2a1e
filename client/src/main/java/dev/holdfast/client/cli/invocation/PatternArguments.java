package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.engine.select.PathRules;
import dev.holdfast.engine.select.Patterns;
import dev.holdfast.engine.text.Names;

/**
 * The rules that options for patterns make up. Files come first and patterns on the command line last, so that these, as the later
 * ones, can take back what a file says.
 *
 * @param exclude the option with a pattern to leave out
 * @param excludeFrom the option with a file of them
 * @param include the option with a pattern to take
 * @param includeFrom the option with a file of them
 */
public record PatternArguments(Option exclude, Option excludeFrom, Option include, Option includeFrom) {
    /** The rules that the run's arguments make up; says which patterns mean nothing. */
    public PathRules rules(Invocation invocation) {
        return PathRules.of(patterns(invocation, excludeFrom, exclude), patterns(invocation, includeFrom, include));
    }

    private static Patterns patterns(Invocation invocation, Option fromFile, Option direct) {
        Patterns patterns = Patterns.none();
        for (String file : invocation.arguments().texts(fromFile)) {
            patterns = patterns.plusLines(InputFiles.read(invocation, file));
        }
        for (String pattern : invocation.arguments().texts(direct)) {
            patterns = patterns.plus(RawText.encode(pattern));
        }
        for (byte[] malformed : patterns.malformed()) {
            invocation.console().warning("the pattern '" + Names.escape(malformed) + "' means nothing and matches nothing");
        }
        return patterns;
    }
}
