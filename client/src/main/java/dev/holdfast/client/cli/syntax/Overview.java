package dev.holdfast.client.cli.syntax;

import java.util.Arrays;
import java.util.List;

/** What help says without a command: all commands with their summaries, the shared options and the exit codes. */
public final class Overview {
    private Overview() {}

    /** The overview of all commands. */
    public static String of(List<Syntax> commands) {
        StringBuilder text = new StringBuilder("""
                holdfast: deduplicating, encrypted backups

                usage: holdfast COMMAND [OPTION…] [ARGUMENT…]
                       holdfast COMMAND --help

                  holdfast backup ~/Documents               save a directory
                  holdfast restore latest --target /tmp/r   get it back

                commands:
                """);
        list(text, commands);
        text.append("\noptions of all commands:\n");
        CommonOptions.of(Syntax.Needs.REPOSITORY).forEach(option -> Help.option(text, option));
        text.append("\nexit codes:\n");
        Arrays.stream(ExitCode.values()).forEach(code -> Help.row(text, Integer.toString(code.number()), code.meaning()));
        return text.toString();
    }

    /** The commands that share their first word, such as those of {@code key}. */
    public static String ofFamily(String word, List<Syntax> commands) {
        StringBuilder text = new StringBuilder("usage: holdfast " + word + " COMMAND [OPTION…] [ARGUMENT…]\n\ncommands:\n");
        list(text, commands);
        return text.toString();
    }

    private static void list(StringBuilder text, List<Syntax> commands) {
        commands.forEach(syntax -> Help.row(text, syntax.command(), syntax.summary()));
    }
}
