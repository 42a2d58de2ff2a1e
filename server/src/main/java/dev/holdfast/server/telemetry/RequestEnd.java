package dev.holdfast.server.telemetry;

import dev.holdfast.server.api.Caller;
import java.util.Optional;

/**
 * A request that was answered, or whose answer broke off.
 *
 * @param requestId its id in answers and log
 * @param trace the trace it belongs to
 * @param method its method, one of the known ones or {@code OTHER}
 * @param route the path template that served it, never the path itself, or {@code (none)}
 * @param status what was answered
 * @param caller who asked, as far as that was found out
 * @param nanos how long it took, from the end of its head to the end of its answer
 * @param cutOff whether the answer broke off
 * @param work what was noted about it
 * @param fault what went wrong inside the server, for the log alone
 */
public record RequestEnd(
        String requestId,
        TraceContext trace,
        String method,
        String route,
        int status,
        Caller caller,
        long nanos,
        boolean cutOff,
        WorkRecord work,
        Optional<Throwable> fault) {
    /** The note on a request that was turned away because there was too much to do. */
    public static final String TURNED_AWAY = "turned_away";

    /** Whether it was turned away because there was too much to do. */
    public boolean isTurnedAway() {
        return work.notes().containsKey(TURNED_AWAY);
    }
}
