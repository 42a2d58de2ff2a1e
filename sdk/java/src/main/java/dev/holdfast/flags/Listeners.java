package dev.holdfast.flags;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who is told what happens. What they throw is theirs alone. Thread-safe. */
final class Listeners {
    private static final System.Logger LOG = System.getLogger("dev.holdfast.flags");

    private final Logging logging;
    private final List<Consumer<FlagsEvent>> all = new CopyOnWriteArrayList<>();

    Listeners(Logging logging) {
        this.logging = logging;
    }

    /** Whether what is told is also written to the platform's log. */
    enum Logging {
        DONE,
        LEFT_TO_LISTENERS
    }

    void add(Consumer<FlagsEvent> listener) {
        all.add(listener);
    }

    void remove(Consumer<FlagsEvent> listener) {
        all.remove(listener);
    }

    void tell(FlagsEvent event) {
        if (logging == Logging.DONE) {
            log(event);
        }
        for (Consumer<FlagsEvent> listener : all) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "a listener to flags failed", e);
            }
        }
    }

    /** What only interests whoever looks for something is not said unasked. */
    private static void log(FlagsEvent event) {
        switch (event) {
            case FlagsEvent.Became(FlagsState state, String reason) ->
                LOG.log(isWorse(state) ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG, "flags are {0}: {1}", state, reason);
            case FlagsEvent.Changed changed -> LOG.log(System.Logger.Level.DEBUG, "flags are at version {0}", changed.version());
            case FlagsEvent.Failed failed -> LOG.log(System.Logger.Level.DEBUG, "flags: {0}", failed.reason());
            case FlagsEvent.Trouble trouble -> LOG.log(System.Logger.Level.WARNING, "flags: {0}", trouble.message());
        }
    }

    private static boolean isWorse(FlagsState state) {
        return state == FlagsState.STALE || state == FlagsState.ERROR;
    }
}
