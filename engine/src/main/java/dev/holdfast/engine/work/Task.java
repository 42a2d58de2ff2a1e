package dev.holdfast.engine.work;

/**
 * A piece of work that runs on one worker without waiting for another task.
 *
 * @param <W> state of a worker
 */
@FunctionalInterface
public interface Task<W> {
    void run(W worker);
}
