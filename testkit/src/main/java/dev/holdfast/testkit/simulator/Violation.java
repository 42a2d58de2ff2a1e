package dev.holdfast.testkit.simulator;

/** An invariant of the protocol does not hold, or production code failed in a way that no fault explains. */
public final class Violation extends AssertionError {
    Violation(String message) {
        super(message);
    }

    Violation(String message, Throwable cause) {
        super(message, cause);
    }
}
