package dev.holdfast.server.telemetry;

import dev.holdfast.core.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes one event for each request that its rules want: what is asked all the time and went well is left out. Of requests that are turned
 * away one a second is written and the others are counted in it: under overload there are thousands, and they must cost next to nothing.
 * Thread-safe.
 */
public final class RequestLog implements RequestObserver {
    private static final long QUIET_NANOS = 1_000_000_000L;

    private final StructuredLog log;
    private final Clock clock;
    private final LongAdder silent = new LongAdder();
    private final AtomicLong nextTurnedAway;
    private volatile RequestRules rules = RequestRules.USUAL;

    public RequestLog(StructuredLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
        this.nextTurnedAway = new AtomicLong(clock.monotonicNanos());
    }

    /** A log of what did not go well alone, for a server of which the same few things are asked many thousand times a second. */
    public static RequestLog ofTroubles(StructuredLog log, Clock clock) {
        RequestLog requests = new RequestLog(log, clock);
        requests.follow(RequestRules.TROUBLES);
        return requests;
    }

    /** Chooses by other rules from now on. */
    public void follow(RequestRules next) {
        rules = next;
    }

    @Override
    public void began() {}

    @Override
    public void ended(RequestEnd end) {
        if (!rules.admit(end)) {
            return;
        }
        if (end.isTurnedAway() && !isTimeForAnother()) {
            silent.increment();
            return;
        }
        StructuredLog.Level level = end.fault().isPresent() || end.cutOff() ? StructuredLog.Level.ERROR : StructuredLog.Level.INFO;
        log.event(LogRules.Component.REQUESTS, level, "request", fields(end));
    }

    private boolean isTimeForAnother() {
        long now = clock.monotonicNanos();
        long due = nextTurnedAway.get();
        return now - due >= 0 && nextTurnedAway.compareAndSet(due, now + QUIET_NANOS);
    }

    private Map<String, Object> fields(RequestEnd end) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("request_id", end.requestId());
        fields.put("trace_id", end.trace().traceId());
        fields.put("span_id", end.trace().spanId());
        fields.put("method", end.method());
        fields.put("route", end.route());
        fields.put("status", end.status());
        fields.put("millis", Math.round(end.nanos() / 1e3) / 1e3);
        fields.put("caller", end.caller().id());
        fields.put("address", end.caller().address());
        end.caller().tenant().ifPresent(tenant -> fields.put("tenant", tenant));
        put(fields, "counts", end.work().counts());
        put(fields, "notes", end.work().notes());
        put(fields, "dependency_nanos", end.work().dependencyNanos());
        if (end.isTurnedAway()) {
            fields.put("turned_away_before", silent.sumThenReset());
        }
        if (end.cutOff()) {
            fields.put("cut_off", true);
        }
        end.fault().ifPresent(fault -> fields.put("fault", LogText.of(fault)));
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, Map<String, ?> values) {
        if (!values.isEmpty()) {
            fields.put(name, values);
        }
    }
}
