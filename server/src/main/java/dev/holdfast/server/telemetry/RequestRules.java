package dev.holdfast.server.telemetry;

import java.util.Set;

/**
 * Which requests are logged besides those that failed.
 *
 * @param percent which part of the others
 * @param slowNanos who took at least this long is logged in any case
 * @param quiet routes of which none is logged that went well
 */
public record RequestRules(int percent, long slowNanos, Set<String> quiet) {
    private static final int TRACE_DIGITS = 8;

    /** All but what is asked all the time. */
    public static final RequestRules USUAL = new RequestRules(100, 1_000_000_000L, Set.of("/health/live", "/health/ready", "/metrics"));

    /** Nothing that went well, however long it took. */
    public static final RequestRules TROUBLES = new RequestRules(0, Long.MAX_VALUE, Set.of());

    public RequestRules {
        quiet = Set.copyOf(quiet);
        if (percent < 0 || percent > 100 || slowNanos < 0) {
            throw new IllegalArgumentException("a sample of " + percent + " percent, slow from " + slowNanos + " ns on");
        }
    }

    /** Whether a request is written down. */
    boolean admit(RequestEnd end) {
        if (end.status() >= 400 || end.fault().isPresent() || end.cutOff()) {
            return true;
        }
        return !quiet.contains(end.route()) && (end.nanos() >= slowNanos || isSampled(end.trace().traceId()));
    }

    /** By the trace, so that everybody who takes part in one decides the same. */
    private boolean isSampled(String traceId) {
        String last = traceId.substring(Math.max(0, traceId.length() - TRACE_DIGITS));
        return percent >= 100 || (Long.parseLong(last, 16) * 100 >>> Integer.SIZE) < percent;
    }
}
