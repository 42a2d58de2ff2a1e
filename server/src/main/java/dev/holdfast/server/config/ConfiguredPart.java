package dev.holdfast.server.config;

import dev.holdfast.control.config.Effective;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Something whose behaviour follows the configuration.
 *
 * @param name for the log
 * @param prepare makes from the values what the part works with, without changing anything; fails if they do not go together
 * @param apply makes the part work with that from now on; does not fail and does not wait
 * @param <S> what the part works with
 */
public record ConfiguredPart<S>(String name, Function<Effective, S> prepare, Consumer<S> apply) {
    /** Prepares for values; running the result applies them. */
    Runnable prepared(Effective values) {
        S state = prepare.apply(values);
        return () -> apply.accept(state);
    }
}
