package dev.holdfast.control.config;

import java.util.Optional;

/**
 * What the values of a setting have to fulfil beyond their kind.
 *
 * @param <T> what the program works with
 */
@FunctionalInterface
public interface Rule<T> {
    /** What is wrong with a value; empty if nothing is. */
    Optional<String> complaint(T value);
}
