package dev.holdfast.client.fs.portable;

import java.io.IOException;

/** Runs operations of {@code java.nio.file} and turns their failures into the ones of this access. */
final class Calls {
    private Calls() {}

    /** An operation that gives a value. */
    @FunctionalInterface
    interface Operation<T> {
        T run() throws IOException;
    }

    /** An operation for its effect. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }

    static <T> T get(String name, Operation<T> operation) {
        try {
            return operation.run();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            throw Failures.of(name, e);
        }
    }

    static void run(String name, Action action) {
        try {
            action.run();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            throw Failures.of(name, e);
        }
    }
}
