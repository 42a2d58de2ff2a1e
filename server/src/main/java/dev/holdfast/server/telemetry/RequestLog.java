package dev.holdfast.server.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes one event for each request. What is asked all the time and went well is left out: health and metrics. */
public final class RequestLog implements RequestObserver {
    private final StructuredLog log;

    public RequestLog(StructuredLog log) {
        this.log = log;
    }

    @Override
    public void began() {}

    @Override
    public void ended(RequestEnd end) {
        boolean vital = end.route().startsWith("/health/") || end.route().equals("/metrics");
        if (vital && end.status() < 400) {
            return;
        }
        StructuredLog.Level level = end.fault().isPresent() || end.cutOff() ? StructuredLog.Level.ERROR : StructuredLog.Level.INFO;
        log.event(level, "request", fields(end));
    }

    private static Map<String, Object> fields(RequestEnd end) {
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
