package dev.holdfast.client.cli.syntax;

import java.util.List;

/** The help text of a command, made from its syntax. */
public final class Help {
    private static final int LABEL_WIDTH = 30;
    private static final int TEXT_WIDTH = 100;

    private Help() {}

    /** Everything about one command, ending in a line feed. */
    public static String of(Syntax syntax) {
        StringBuilder text = new StringBuilder();
        text.append("holdfast ").append(syntax.command()).append(": ").append(syntax.summary()).append("\n\n");
        text.append("usage: holdfast ").append(syntax.command()).append(" [OPTION…]");
        String operands = syntax.operands().label();
        text.append(operands.isEmpty() ? "" : " " + operands).append("\n");
        if (!syntax.description().isEmpty()) {
            text.append("\n").append(wrap(syntax.description(), "")).append("\n");
        }
        section(text, "options", syntax.own());
        section(text, "options of all commands", CommonOptions.of(syntax.needs()));
        if (!syntax.examples().isEmpty()) {
            text.append("\nexamples:\n");
            syntax.examples().forEach(example -> example(text, example));
        }
        text.append("\nexit codes:\n");
        row(text, Integer.toString(ExitCode.COMPLETE.number()), ExitCode.COMPLETE.meaning());
        syntax.exits().forEach(code -> row(text, Integer.toString(code.number()), code.meaning()));
        text.append("  others, common to all commands: see holdfast --help\n");
        return text.toString();
    }

    private static void example(StringBuilder text, Syntax.Example example) {
        text.append("  ").append(example.line()).append("\n      ").append(example.effect()).append("\n");
    }

    private static void section(StringBuilder text, String title, List<Option> options) {
        if (!options.isEmpty()) {
            text.append("\n").append(title).append(":\n");
            options.forEach(option -> option(text, option));
        }
    }

    /** Appends an option with its description. */
    static void option(StringBuilder text, Option option) {
        row(text, label(option), option.description());
    }

    private static String label(Option option) {
        String letter = option.letter().isEmpty() ? "    " : option.letter() + ", ";
        return letter + option.name() + (option.takesValue() ? " " + option.label() : "");
    }

    /** Appends a labelled text, broken and indented where it is long. */
    static void row(StringBuilder text, String label, String description) {
        String indent = " ".repeat(LABEL_WIDTH + 4);
        String lines = wrap(description, indent);
        text.append("  ").append(label);
        if (label.length() > LABEL_WIDTH) {
            text.append("\n").append(indent);
        } else {
            text.append(" ".repeat(LABEL_WIDTH + 2 - label.length()));
        }
        text.append(lines).append("\n");
    }

    /** Breaks each paragraph at spaces; lines after the first begin with {@code indent}. */
    static String wrap(String description, String indent) {
        StringBuilder text = new StringBuilder();
        int column = indent.length();
        for (String word : description.split("(?<= )|(?=\n)|(?<=\n)", -1)) {
            if (word.equals("\n")) {
                text.append("\n").append(indent);
                column = indent.length();
            } else {
                if (column + word.stripTrailing().length() > TEXT_WIDTH && column > indent.length()) {
                    text.append("\n").append(indent);
                    column = indent.length();
                }
                text.append(word);
                column += word.length();
            }
        }
        return text.toString().lines().map(String::stripTrailing).reduce((a, b) -> a + "\n" + b).orElse("");
    }
}
