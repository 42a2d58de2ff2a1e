package dev.holdfast.server.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.json.Json;
import dev.holdfast.server.work.ServerThreads;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a request leaves behind. */
class TelemetryTest {
    private static RequestEnd end(WorkRecord work, Optional<Throwable> fault) {
        TraceContext trace = TraceContext.continued(Optional.empty(), Entropy.system());
        return new RequestEnd("abc", trace, "PUT", "/packs/{p}", fault.isPresent() ? 500 : 201, Caller.anonymous("192.0.2.1"), 5_000_000, false, work, fault);
    }

    @Test
    void aRequestBecomesCountersAndAHistogram() {
        Metrics metrics = new Metrics();
        WorkRecord work = new WorkRecord(Clock.system());
        work.count("bytes", 40);
        work.count("bytes", 2);
        assertEquals("x", work.dependency("chunks", () -> "x"));
        metrics.began();
        metrics.ended(end(work, Optional.empty()));
        String text = new String(metrics.text(), StandardCharsets.UTF_8);
        assertTrue(text.contains("holdfast_request_seconds_count{method=\"PUT\",route=\"/packs/{p}\",status=\"2xx\"} 1"), text);
        assertTrue(text.contains("holdfast_work_total{what=\"bytes\"} 42.0"), text);
        assertTrue(text.contains("holdfast_requests_running 0.0"), text);
        assertTrue(text.contains("holdfast_dependency_seconds_total{dependency=\"chunks\"}"), text);
        assertTrue(text.contains("jvm_memory_used_bytes{area=\"heap\"}"), text);
    }

    @Test
    void aRequestBecomesOneLineThatNobodyCanForge() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (StructuredLog log = StructuredLog.to(out, Clock.system(), ServerThreads.virtual("log"))) {
            WorkRecord work = new WorkRecord(Clock.system());
            work.note("name", "a\n{\"event\":\"forged\"}\u001b[2J\u202e");
            new RequestLog(log, Clock.system()).ended(end(work, Optional.of(new IllegalStateException("inner"))));
        }
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(1, lines.size());
        var line = Json.tree(lines.getFirst().getBytes(StandardCharsets.UTF_8));
        assertEquals("request", line.get("event").asText());
        assertEquals("error", line.get("level").asText());
        assertEquals(500, line.get("status").asInt());
        assertEquals("a\uFFFD{\"event\":\"forged\"}\uFFFD[2J\uFFFD", line.get("notes").get("name").asText());
        assertTrue(line.get("fault").asText().contains("inner"));
    }

    @Test
    void ofRequestsThatAreTurnedAwayOneASecondIsLoggedAndTheOthersAreCounted() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AtomicLong nanos = new AtomicLong();
        try (StructuredLog log = StructuredLog.to(out, Clock.system(), ServerThreads.virtual("log"))) {
            RequestLog requests = new RequestLog(log, new Clock() {
                @Override
                public Instant now() {
                    return Instant.EPOCH;
                }

                @Override
                public long monotonicNanos() {
                    return nanos.get();
                }
            });
            WorkRecord work = new WorkRecord(Clock.system());
            work.note(RequestEnd.TURNED_AWAY, "STORE_BUSY");
            for (int i = 0; i < 1000; i++) {
                requests.ended(end(work, Optional.empty()));
            }
            nanos.set(1_000_000_000L);
            requests.ended(end(work, Optional.empty()));
        }
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(2, lines.size());
        assertEquals(0, Json.tree(lines.getFirst().getBytes(StandardCharsets.UTF_8)).get("turned_away_before").asInt());
        assertEquals(999, Json.tree(lines.getLast().getBytes(StandardCharsets.UTF_8)).get("turned_away_before").asInt());
    }

    @Test
    void aTraceIsContinuedOrBegun() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        TraceContext continued = TraceContext.continued(Optional.of("00-" + trace + "-00f067aa0ba902b7-01"), Entropy.system());
        assertEquals(trace, continued.traceId());
        assertEquals("00f067aa0ba902b7", continued.parentId());
        assertTrue(continued.header().matches("00-" + trace + "-[0-9a-f]{16}-01"));
        assertNotEquals("00f067aa0ba902b7", continued.spanId());
        for (String bad : List.of("", "00-" + trace, "ff-" + trace + "-00f067aa0ba902b7-01", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01")) {
            TraceContext begun = TraceContext.continued(Optional.of(bad), Entropy.system());
            assertNotEquals(trace, begun.traceId());
            assertEquals("", begun.parentId());
        }
    }

    @Test
    void readinessFollowsItsChecksAndEndsBeforeTheServer() {
        Readiness well = new Readiness(List.of(check(HealthCheck.Status.OK), check(HealthCheck.Status.WARNING)));
        assertTrue(well.report().isReady());
        assertFalse(new Readiness(List.of(check(HealthCheck.Status.FAILING))).report().isReady());
        well.stopping();
        assertFalse(well.report().isReady());
    }

    private static HealthCheck check(HealthCheck.Status status) {
        return new HealthCheck() {
            @Override
            public String name() {
                return "disk";
            }

            @Override
            public Health check() {
                return new Health(status, "");
            }
        };
    }

    @Test
    void eventsBeyondWhatTheLogTakesAreDroppedNotWaitedFor() {
        // A thread that is never started stands for one that does not get its bytes written.
        StructuredLog stuck = StructuredLog.to(new ByteArrayOutputStream(), Clock.system(), task -> Thread.ofVirtual().unstarted(() -> {}));
        for (int i = 0; i < 10_000; i++) {
            stuck.event(StructuredLog.Level.INFO, "event", Map.of());
        }
        stuck.close();
    }
}
