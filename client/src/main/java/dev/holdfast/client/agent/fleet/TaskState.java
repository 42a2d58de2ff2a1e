package dev.holdfast.client.agent.fleet;

/** How a task stands. */
public sealed interface TaskState {
    /**
     * Being done, or waiting for its turn.
     *
     * @param done how much is done
     * @param total how much there is, or 0 if nobody knows
     * @param unit what is counted, such as {@code bytes}
     */
    record Running(long done, long total, String unit) implements TaskState {}

    /** Done. */
    record Succeeded() implements TaskState {}

    /** Not done, and not tried again. */
    record Failed(Problem problem) implements TaskState {}
}
