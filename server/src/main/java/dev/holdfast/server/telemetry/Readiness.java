package dev.holdfast.server.telemetry;

import dev.holdfast.server.telemetry.HealthCheck.Health;
import dev.holdfast.server.telemetry.HealthCheck.Status;
import java.util.ArrayList;
import java.util.List;

/** Whether the server is ready: all its checks are well, and it is not about to stop. Thread-safe. */
public final class Readiness {
    private final List<HealthCheck> checks;
    private volatile boolean stopping;

    public Readiness(List<HealthCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /**
     * The answer of {@code /health/ready}.
     *
     * @param status {@code ready} or {@code not_ready}
     */
    public record Report(String status, List<Finding> checks) {
        public Report {
            checks = List.copyOf(checks);
        }

        boolean isReady() {
            return status.equals("ready");
        }
    }

    /** How one check stands. */
    public record Finding(String name, Status status, String detail) {}

    /** From now on the server is not ready: it ends. */
    public void stopping() {
        stopping = true;
    }

    /** Asks all checks. */
    public Report report() {
        List<Finding> findings = new ArrayList<>();
        if (stopping) {
            findings.add(new Finding("stopping", Status.FAILING, "the server is stopping"));
        }
        checks.forEach(check -> findings.add(finding(check)));
        boolean ready = findings.stream().noneMatch(finding -> finding.status() == Status.FAILING);
        return new Report(ready ? "ready" : "not_ready", findings);
    }

    private static Finding finding(HealthCheck check) {
        try {
            Health health = check.check();
            return new Finding(check.name(), health.status(), health.detail());
        } catch (RuntimeException e) {
            return new Finding(check.name(), Status.FAILING, "the check itself failed");
        }
    }
}
