package dev.holdfast.client.cli;

import dev.holdfast.client.cli.syntax.CommonOptions;
import dev.holdfast.client.cli.syntax.Nearest;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.core.error.HoldfastException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command line divided into its command and everything else. Shared options may stand before the command.
 *
 * @param command the words of the command, such as {@code key add}; empty if only help is wanted or nothing is said
 * @param rest all other words in their order
 */
record CommandWords(String command, List<String> rest) {
    /** Finds the command among those with these names. */
    static CommandWords find(List<String> names, List<String> words) {
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("-")) {
            at += isFollowedByValue(words.get(at)) ? 2 : 1;
        }
        if (at >= words.size()) {
            return new CommandWords("", words);
        }
        if (words.get(at).equals("help")) {
            return help(names, words.subList(at + 1, words.size()));
        }
        return split(names, words, at);
    }

    private static CommandWords split(List<String> names, List<String> words, int at) {
        String first = words.get(at);
        if (names.contains(first)) {
            return new CommandWords(first, without(words, at, 1));
        }
        List<String> family = names.stream().filter(name -> name.startsWith(first + " ")).toList();
        if (family.isEmpty()) {
            throw unknown(first, names);
        }
        String second = at + 1 < words.size() ? words.get(at + 1) : "";
        String both = first + " " + second;
        if (family.contains(both)) {
            return new CommandWords(both, without(words, at, 2));
        }
        if (second.isEmpty() || second.startsWith("-")) {
            boolean asks = second.equals(CommonOptions.HELP.name()) || second.equals(CommonOptions.HELP.letter());
            if (asks) {
                return new CommandWords("", List.of(CommonOptions.HELP.name(), first));
            }
            throw Usage.errorWithNext("'" + first + "' is followed by one of: " + endings(family), "holdfast " + first + " --help");
        }
        throw unknown(both, family);
    }

    private static String endings(List<String> family) {
        return String.join(", ", family.stream().map(name -> name.substring(name.indexOf(' ') + 1)).toList());
    }

    /** {@code help key add} is {@code key add --help}. */
    private static CommandWords help(List<String> names, List<String> about) {
        List<String> words = about.stream().filter(word -> !word.startsWith("-")).toList();
        String help = CommonOptions.HELP.name();
        if (words.isEmpty()) {
            return new CommandWords("", List.of(help));
        }
        List<String> asked = new ArrayList<>(words);
        asked.add(help);
        CommandWords found = split(names, asked, 0);
        return found.command.isEmpty() ? found : new CommandWords(found.command, List.of(help));
    }

    private static List<String> without(List<String> words, int from, int count) {
        List<String> rest = new ArrayList<>(words.subList(0, from));
        rest.addAll(words.subList(from + count, words.size()));
        return rest;
    }

    private static boolean isFollowedByValue(String word) {
        for (Option option : CommonOptions.of(Syntax.Needs.REPOSITORY)) {
            if (word.equals(option.name()) || word.equals(option.letter())) {
                return option.takesValue();
            }
        }
        return false;
    }

    private static HoldfastException unknown(String word, List<String> candidates) {
        Optional<String> meant = Nearest.to(word, candidates);
        return Usage.errorWithNext(
                "there is no command '" + word + "'" + meant.map(name -> "; did you mean '" + name + "'?").orElse(""),
                meant.map(name -> "holdfast " + name + " --help").orElse("holdfast --help"));
    }
}
