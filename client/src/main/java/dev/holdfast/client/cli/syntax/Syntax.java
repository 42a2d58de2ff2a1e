package dev.holdfast.client.cli.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one command accepts and what help says about it.
 *
 * @param command its words, such as {@code key add}
 * @param summary one line
 * @param description paragraphs below it; may be empty
 * @param needs whether the options that lead to a repository belong to it
 * @param own its own options
 * @param operands its other words
 * @param examples command lines that work, each with what it does
 * @param exits the exit codes that mean something particular for it, beyond those of every command
 */
public record Syntax(
        String command,
        String summary,
        String description,
        Needs needs,
        List<Option> own,
        Operands operands,
        List<Example> examples,
        List<ExitCode> exits) {

    /** What a command works on. */
    public enum Needs {
        REPOSITORY,
        /** A server, whose address stands where that of a repository does. */
        SERVER,
        NOTHING
    }

    /** A command line and what it does. */
    public record Example(String line, String effect) {}

    public Syntax {
        own = List.copyOf(own);
        examples = List.copyOf(examples);
        exits = List.copyOf(exits);
    }

    /** A command with nothing but its name. */
    public static Syntax of(String command, String summary, Needs needs) {
        return new Syntax(command, summary, "", needs, List.of(), Operands.NONE, List.of(), List.of());
    }

    public Syntax describe(String text) {
        return new Syntax(command, summary, text, needs, own, operands, examples, exits);
    }

    public Syntax options(Option... more) {
        List<Option> all = new ArrayList<>(own);
        all.addAll(List.of(more));
        return new Syntax(command, summary, description, needs, all, operands, examples, exits);
    }

    public Syntax operands(Operands wanted) {
        return new Syntax(command, summary, description, needs, own, wanted, examples, exits);
    }

    public Syntax example(String line, String effect) {
        List<Example> all = new ArrayList<>(examples);
        all.add(new Example(line, effect));
        return new Syntax(command, summary, description, needs, own, operands, all, exits);
    }

    public Syntax exits(ExitCode... codes) {
        return new Syntax(command, summary, description, needs, own, operands, examples, List.of(codes));
    }

    /** Every option that the command accepts: its own, then the shared ones. */
    public List<Option> options() {
        List<Option> all = new ArrayList<>(own);
        all.addAll(CommonOptions.of(needs));
        return all;
    }

    /** The option with this name or letter, dashes included. */
    public Optional<Option> option(String word) {
        return options().stream()
                .filter(option -> option.name().equals(word) || option.letter().equals(word))
                .findFirst();
    }
}
