package dev.holdfast.server.limit;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.server.api.Route;
import java.util.Optional;
import java.util.OptionalLong;

/** Decides whether there is room for a request before any of its body is read. Thread-safe. */
@FunctionalInterface
public interface Admission {
    /** The place a request holds until its answer is sent. */
    @FunctionalInterface
    interface Pass extends AutoCloseable {
        @Override
        void close();
    }

    /** What is decided about a request. */
    sealed interface Decision {
        /** It has a place. */
        record Admitted(Pass pass) implements Decision {}

        /**
         * There is none. Not an exception: under overload this is what happens most, and must cost least.
         *
         * @param code {@code STORE_BUSY} (503) if the server, {@code OVERLOADED} (429) if the tenant has too much to do
         */
        record TurnedAway(ErrorCode code, Why why, String message) implements Decision {}

        /** Why somebody is turned away. */
        enum Why {
            /** There is more to do than can be done. */
            NO_PLACE,
            /** They ask more often than they may, whether or not there is room. */
            TOO_OFTEN
        }
    }

    /**
     * Waits shortly for a place.
     *
     * @param tenant what the path names as its tenant
     * @param remainingMillis how long the caller still waits, if it said so
     */
    Decision admit(Route route, Optional<String> tenant, OptionalLong remainingMillis);

    /**
     * Looks whether there is no use in waiting, at next to no cost, before it is known who asks.
     *
     * @param waitedMillis how long the request has waited for a thread
     */
    default Optional<Decision.TurnedAway> glance(Route route, long waitedMillis) {
        return Optional.empty();
    }

    /** Room for everybody. */
    static Admission open() {
        return (route, tenant, remainingMillis) -> new Decision.Admitted(() -> {});
    }
}
