package dev.holdfast.server.telemetry;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import java.util.List;
import java.util.Set;

/** What watches over the server asks: whether it lives, whether it is ready, and its metrics. */
public final class VitalRoutes {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");

    private final Readiness readiness;
    private final Metrics metrics;

    public VitalRoutes(Readiness readiness, Metrics metrics) {
        this.readiness = readiness;
        this.metrics = metrics;
    }

    /** Whether the process answers. */
    public record Live(String status) {}

    public List<Route> routes() {
        return List.of(
                Route.of(Method.GET, "/health/live", new Access.Public(), "Says that the process answers.")
                        .lane(Lane.VITAL)
                        .answers(Answer.json(200, "it does", Live.class))
                        .handle(call -> Reply.json(new Live("live"))),
                Route.of(Method.GET, "/health/ready", new Access.Public(), "Says whether requests can be served.")
                        .lane(Lane.VITAL)
                        .answers(Answer.json(200, "they can", Readiness.Report.class))
                        .answers(Answer.json(503, "they cannot", Readiness.Report.class))
                        .handle(call -> ready()),
                Route.of(Method.GET, "/metrics", new Access.Public(), "Gives metrics for Prometheus, to peers of this machine and to whoever may read everything.")
                        .lane(Lane.VITAL)
                        .answers(Answer.bytes(200, "the metrics", "text/plain"))
                        .handle(this::metrics));
    }

    private Reply ready() {
        Readiness.Report report = readiness.report();
        return Reply.json(report.isReady() ? 200 : 503, report);
    }

    private Reply metrics(Call call) {
        Caller caller = call.caller();
        boolean reads = caller.isServerWide() && Role.READING.contains(caller.role());
        // A proxy on this machine speaks for others.
        boolean proxied = call.header("Forwarded").isPresent() || call.header("X-Forwarded-For").isPresent();
        boolean local = !caller.isKnown() && LOOPBACK.contains(caller.address()) && !proxied;
        if (!reads && !local) {
            throw new HoldfastException(
                    caller.isKnown() ? ErrorCode.FORBIDDEN : ErrorCode.UNAUTHORIZED,
                    "metrics are for peers on this machine and for readers of all tenants",
                    "send the token of a reader as Authorization: Bearer hf_…");
        }
        return Reply.bytes(Metrics.MEDIA_TYPE, metrics.text());
    }
}
