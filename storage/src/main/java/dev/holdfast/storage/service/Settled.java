package dev.holdfast.storage.service;

import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import java.util.function.BooleanSupplier;

/** A compare-and-set whose answer may get lost: then the row is read again to see which way it went. */
final class Settled {
    private Settled() {}

    /** The result of {@code change}, or that of {@code inForce} if the outcome of {@code change} is unknown. */
    static boolean of(BooleanSupplier change, BooleanSupplier inForce) {
        try {
            return change.getAsBoolean();
        } catch (HoldfastException e) {
            if (e.kind() != ErrorKind.UNKNOWN_OUTCOME) {
                throw e;
            }
            return inForce.getAsBoolean();
        }
    }
}
