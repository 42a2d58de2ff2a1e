package dev.holdfast.server.job;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A job as the API shows it. */
public record JobView(
        String id,
        String kind,
        String tenant,
        Optional<String> agent,
        String state,
        Job.Progress progress,
        int attempts,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> ended,
        String by,
        Map<String, Object> parameters,
        Optional<Map<String, Object>> result,
        Optional<Job.Failure> error) {
    /** The view of a job. */
    public static JobView of(Job job) {
        JobRequest request = job.request();
        Job.Status status = job.status();
        return new JobView(
                job.id(),
                request.kind().word(),
                request.tenant().text(),
                request.agent(),
                status.state().word(),
                status.progress(),
                status.attempts(),
                job.created(),
                status.started(),
                status.ended(),
                request.by(),
                request.parameters(),
                status.result(),
                status.failure());
    }
}
