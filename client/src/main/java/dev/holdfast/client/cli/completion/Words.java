package dev.holdfast.client.cli.completion;

import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import java.util.List;
import java.util.stream.Stream;

/** What all scripts need to know of the commands. */
final class Words {
    private Words() {}

    /** The first word of each command, once each. */
    static List<String> first(List<Syntax> commands) {
        return commands.stream().map(syntax -> firstWord(syntax.command())).distinct().toList();
    }

    /** The second words of the family, such as those of {@code key}. */
    static List<Syntax> family(List<Syntax> commands, String word) {
        return commands.stream().filter(syntax -> syntax.command().startsWith(word + " ")).toList();
    }

    /** The first words that are followed by a second one. */
    static List<String> families(List<Syntax> commands) {
        return commands.stream()
                .map(Syntax::command)
                .filter(command -> command.contains(" "))
                .map(Words::firstWord)
                .distinct()
                .toList();
    }

    static String firstWord(String command) {
        return command.contains(" ") ? command.substring(0, command.indexOf(' ')) : command;
    }

    static String secondWord(String command) {
        return command.substring(command.indexOf(' ') + 1);
    }

    /** The option's name and letter. */
    static Stream<String> spellings(Option option) {
        return option.letter().isEmpty() ? Stream.of(option.name()) : Stream.of(option.name(), option.letter());
    }

    /** Every spelling of every option that takes a value. */
    static List<String> valued(List<Syntax> commands) {
        return commands.stream()
                .flatMap(syntax -> syntax.options().stream())
                .filter(Option::takesValue)
                .flatMap(Words::spellings)
                .distinct()
                .toList();
    }

    /** The text within single quotes of a shell. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
