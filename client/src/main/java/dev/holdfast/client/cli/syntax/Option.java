package dev.holdfast.client.cli.syntax;

/**
 * One option of a command.
 *
 * @param name with its two dashes
 * @param letter its short form with one dash, or empty
 * @param values how many values it takes
 * @param label what the value is called in help; empty for a flag
 * @param description a short text for help
 */
public record Option(String name, String letter, Values values, String label, String description) {
    /** How often and with what an option may be given. */
    public enum Values {
        /** It stands for itself. */
        NONE,
        /** One value; given again, the last one counts, so that a script's option can be overruled. */
        ONE,
        /** Any number of times, a value each. */
        MANY
    }

    public static Option flag(String name, String description) {
        return new Option(name, "", Values.NONE, "", description);
    }

    public static Option one(String name, String label, String description) {
        return new Option(name, "", Values.ONE, label, description);
    }

    public static Option many(String name, String label, String description) {
        return new Option(name, "", Values.MANY, label, description);
    }

    /** The same option with a short form, such as {@code -r}. */
    public Option or(String shortForm) {
        return new Option(name, shortForm, values, label, description);
    }

    public boolean takesValue() {
        return values != Values.NONE;
    }
}
