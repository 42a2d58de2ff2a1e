package dev.holdfast.client.cli.syntax;

/**
 * The words of a command line that are no options.
 *
 * @param label how help shows them, such as {@code SNAPSHOT[:PATH]}; empty if there are none
 * @param minimum fewest
 * @param maximum most
 */
public record Operands(String label, int minimum, int maximum) {
    public static final Operands NONE = new Operands("", 0, 0);

    public static Operands exactly(int count, String label) {
        return new Operands(label, count, count);
    }

    public static Operands atLeast(int count, String label) {
        return new Operands(label, count, Integer.MAX_VALUE);
    }

    public static Operands between(int minimum, int maximum, String label) {
        return new Operands(label, minimum, maximum);
    }
}
