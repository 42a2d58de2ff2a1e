package dev.holdfast.verify.crash;

/** What happens to a command. */
sealed interface Fault {
    /** Nothing: the run tells which calls there are. */
    record None() implements Fault {}

    /** The process ends at once after its {@code count}th call on the directory. */
    record Kill(int count) implements Fault {}

    /**
     * A call fails.
     *
     * @param call its name
     * @param ordinal which of its kind in its thread, from 1 on
     * @param error the kernel's name of the error
     * @param lasting whether all later ones fail too
     */
    record Fail(String call, int ordinal, String error, Lasting lasting) implements Fault {}

    /** How long a failure lasts. */
    enum Lasting {
        ONCE,
        FROM_THEN_ON
    }
}
