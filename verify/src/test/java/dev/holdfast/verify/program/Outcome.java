package dev.holdfast.verify.program;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import java.util.Arrays;
import java.util.List;

/** How a command ended and what it wrote. */
public record Outcome(List<String> command, int code, String out, String err) {
    /** Demands one of these ends, and no stack trace with any. */
    public Outcome expect(ExitCode... allowed) {
        assertTrue(Arrays.stream(allowed).anyMatch(exit -> exit.number() == code), () -> "not one of " + Arrays.toString(allowed) + ": " + this);
        assertFalse(err.contains("\tat ") || err.contains("Exception"), this::toString);
        return this;
    }

    /** Demands this end of a command that was told to show stack traces. */
    public Outcome expectWithTrace(ExitCode exit) {
        assertTrue(code == exit.number(), this::toString);
        return this;
    }

    /** Demands this failure, said to a person: the cause and, where one is given, what to do next. */
    public Outcome expectError(ExitCode exit, String... words) {
        expect(exit);
        assertTrue(err.contains("holdfast: "), this::toString);
        for (String word : words) {
            assertTrue(err.contains(word), () -> "'" + word + "' is not said: " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return String.join(" ", command) + "\nended with " + code + "\n" + out + "\n" + err;
    }
}
