package dev.holdfast.client.cli.syntax;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a command line said, in the terms of its {@link Syntax}. */
public final class Arguments {
    private final Map<String, List<String>> values;
    private final List<String> operands;

    Arguments(Map<String, List<String>> values, List<String> operands) {
        this.values = Map.copyOf(values);
        this.operands = List.copyOf(operands);
    }

    /** Whether the option was given at all. */
    public boolean has(Option option) {
        return values.containsKey(option.name());
    }

    /** The value that counts. */
    public Optional<String> text(Option option) {
        List<String> given = texts(option);
        return given.isEmpty() ? Optional.empty() : Optional.of(given.getLast());
    }

    /** What was said here, and what {@code other} says about options that were not given here; the operands are these. */
    public Arguments over(Arguments other) {
        Map<String, List<String>> all = new HashMap<>(other.values);
        all.putAll(values);
        return new Arguments(all, operands);
    }

    /** All values in their order. */
    public List<String> texts(Option option) {
        return values.getOrDefault(option.name(), List.of());
    }

    /** The words that are no options. */
    public List<String> operands() {
        return operands;
    }

    /** The operand with this number, which the syntax may have made sure is there. */
    public Optional<String> operand(int index) {
        return index < operands.size() ? Optional.of(operands.get(index)) : Optional.empty();
    }
}
