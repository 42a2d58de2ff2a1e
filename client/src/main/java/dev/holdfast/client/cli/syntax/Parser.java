package dev.holdfast.client.cli.syntax;

import dev.holdfast.core.error.HoldfastException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the words of one command line: {@code --name value}, {@code --name=value}, {@code -n value}, {@code -nvalue}, flags joined as in
 * {@code -qv}, options and operands in any order, and {@code --} before operands that begin with a dash.
 */
public final class Parser {
    private final Syntax syntax;
    private final Map<String, List<String>> values = new HashMap<>();
    private final List<String> operands = new ArrayList<>();
    private final List<String> words;
    private int next;

    private Parser(Syntax syntax, List<String> words) {
        this.syntax = syntax;
        this.words = words;
    }

    /**
     * Reads {@code words}, from which the command itself has been taken out.
     *
     * @throws HoldfastException {@code INVALID_ARGUMENT} if the syntax does not allow them; no check of operands is made when help is asked for
     */
    public static Arguments parse(Syntax syntax, List<String> words) {
        Parser parser = new Parser(syntax, words);
        parser.readAll();
        if (!parser.values.containsKey(CommonOptions.HELP.name())) {
            parser.checkOperands();
        }
        return new Arguments(parser.values, parser.operands);
    }

    private void readAll() {
        while (next < words.size()) {
            String word = words.get(next++);
            if (word.equals("--")) {
                operands.addAll(words.subList(next, words.size()));
                next = words.size();
            } else if (word.startsWith("--")) {
                readLong(word);
            } else if (word.startsWith("-") && word.length() > 1) {
                readLetters(word);
            } else {
                operands.add(word);
            }
        }
    }

    private void readLong(String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Option option = syntax.option(name).orElseThrow(() -> unknown(name));
        if (!option.takesValue()) {
            if (equals >= 0) {
                throw error("option " + name + " takes no value");
            }
            add(option, "");
        } else {
            add(option, equals >= 0 ? word.substring(equals + 1) : nextValue(option, name));
        }
    }

    private void readLetters(String word) {
        for (int at = 1; at < word.length(); at++) {
            String letter = "-" + word.charAt(at);
            Option option = syntax.option(letter).orElseThrow(() -> unknown(letter));
            if (!option.takesValue()) {
                add(option, "");
                continue;
            }
            String rest = word.substring(at + 1);
            add(option, rest.isEmpty() ? nextValue(option, letter) : rest.startsWith("=") ? rest.substring(1) : rest);
            return;
        }
    }

    private String nextValue(Option option, String written) {
        if (next == words.size()) {
            throw error("option " + written + " needs a value: " + written + " " + option.label());
        }
        String value = words.get(next++);
        // A forgotten value would otherwise swallow the next option without a word.
        if (value.startsWith("--") && syntax.option(value).isPresent()) {
            throw error("option " + written + " needs a value, and " + value + " is an option; write " + option.name() + "=" + value
                    + " if it is meant as the value");
        }
        return value;
    }

    private void add(Option option, String value) {
        values.computeIfAbsent(option.name(), name -> new ArrayList<>()).add(value);
    }

    private void checkOperands() {
        Operands wanted = syntax.operands();
        if (operands.size() > wanted.maximum()) {
            throw error("unexpected argument '" + operands.get(wanted.maximum()) + "'");
        }
        if (operands.size() < wanted.minimum()) {
            throw error("missing argument: holdfast " + syntax.command() + " " + wanted.label());
        }
    }

    private HoldfastException unknown(String name) {
        Optional<String> meant = Nearest.to(name, syntax.options().stream().map(Option::name).toList());
        return error("unknown option " + name + " of " + syntax.command() + meant.map(word -> "; did you mean " + word + "?").orElse(""));
    }

    private HoldfastException error(String message) {
        return Usage.error(syntax.command(), message);
    }
}
