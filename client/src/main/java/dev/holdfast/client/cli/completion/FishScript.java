package dev.holdfast.client.cli.completion;

import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import java.util.List;

/** Completion for fish: one line for each command and each option of it. */
final class FishScript {
    private FishScript() {}

    static String of(List<Syntax> commands) {
        StringBuilder text = new StringBuilder();
        text.append("# Completion of holdfast for fish. To use it: holdfast completion fish | source\n");
        for (Syntax syntax : commands) {
            String word = Words.firstWord(syntax.command());
            if (!syntax.command().contains(" ")) {
                line(text, "__fish_use_subcommand", " -a " + word, syntax.summary());
            } else {
                String second = Words.secondWord(syntax.command());
                text.append("complete -c holdfast -n __fish_use_subcommand -a ").append(word).append("\n");
                line(text, "__fish_seen_subcommand_from " + word, " -f -a " + second, syntax.summary());
            }
            syntax.options().forEach(option -> option(text, syntax, option));
        }
        return text.toString();
    }

    private static void option(StringBuilder text, Syntax syntax, Option option) {
        String condition = "__fish_seen_subcommand_from " + Words.firstWord(syntax.command());
        if (syntax.command().contains(" ")) {
            condition += "; and __fish_seen_subcommand_from " + Words.secondWord(syntax.command());
        }
        String spelling = " -l " + option.name().substring(2) + (option.letter().isEmpty() ? "" : " -s " + option.letter().substring(1));
        line(text, condition, spelling + (option.takesValue() ? " -r" : ""), option.description());
    }

    private static void line(StringBuilder text, String condition, String what, String description) {
        text.append("complete -c holdfast -n ").append(quoted(condition)).append(what).append(" -d ").append(quoted(description)).append("\n");
    }

    /** Fish escapes a quote within quotes by a backslash. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
