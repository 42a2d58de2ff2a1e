package dev.holdfast.server.job;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Paging;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditTrail;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Jobs of a tenant. */
public final class JobRoutes {
    private static final String PATH = "/api/v1/tenants/{tenant}/jobs";
    private static final int MAX_PAGE = 500;

    /** Parameters that people may give, all of them percentages. */
    private static final Map<JobKind, Set<String>> PARAMETERS = Map.of(
            JobKind.COLLECT, Set.of("max_unused_percent", JobRequest.DRY_RUN),
            JobKind.SCRUB, Set.of("percent"),
            JobKind.RETENTION, Set.of());

    private final JobStore store;
    private final JobQueue queue;
    private final AuditTrail audit;
    private final Permission permission;

    /** Says whether a job may be ordered now. */
    @FunctionalInterface
    public interface Permission {
        /** Fails if it may not. */
        void require(Call call, JobKind kind, Map<String, Object> parameters);
    }

    /** A job to be done. */
    public record JobOrder(String kind, Optional<Map<String, Object>> parameters) {}

    /** Jobs, newest first. */
    public record JobPage(List<JobView> jobs, Optional<String> next) {}

    /** @param permission is asked once an order is known to make sense */
    public JobRoutes(JobStore store, JobQueue queue, AuditTrail audit, Permission permission) {
        this.store = store;
        this.queue = queue;
        this.audit = audit;
        this.permission = permission;
    }

    public List<Route> routes() {
        Access readers = new Access.InTenant(Role.READING);
        Access operators = new Access.InTenant(Role.OPERATING);
        return List.of(
                Route.of(Method.GET, PATH, readers, "List jobs, newest first")
                        .query("state", "only jobs in this state")
                        .query("kind", "only jobs of this kind")
                        .query("limit", "how many at most, up to " + MAX_PAGE)
                        .query("after", "where to go on, from 'next' of the answer before")
                        .answers(Answer.json(200, "jobs", JobPage.class))
                        .handle(call -> Reply.json(page(call))),
                Route.of(Method.GET, PATH + "/{job}", readers, "Show a job")
                        .answers(Answer.json(200, "the job as it is now", JobView.class))
                        .handle(call -> Reply.json(JobView.of(queue.require(call.tenant(), call.path("job"))))),
                Route.of(Method.POST, PATH, operators, "Have the server do something")
                        .takes(BodyRule.json(JobOrder.class))
                        .answers(Answer.json(202, "the job, or one that waits to do the same", JobView.class))
                        .handle(this::submit),
                Route.of(Method.DELETE, PATH + "/{job}", operators, "Cancel a job")
                        .answers(Answer.json(202, "the job; one that runs ends soon", JobView.class))
                        .handle(this::cancel));
    }

    private JobPage page(Call call) {
        int limit = Paging.limit(call, 50, MAX_PAGE);
        JobStore.Filter filter = new JobStore.Filter(
                call.query("state").map(JobState::parse), call.query("kind").map(JobKind::parse), Optional.empty());
        List<Job> jobs = store.newest(call.tenant(), filter, Paging.number(call, "after").orElse(Long.MAX_VALUE), limit);
        Optional<String> next =
                jobs.size() < limit ? Optional.empty() : Optional.of(String.valueOf(jobs.getLast().number()));
        return new JobPage(jobs.stream().map(JobView::of).toList(), next);
    }

    private Reply submit(Call call) {
        JobOrder order = call.json(JobOrder.class);
        JobKind kind = JobKind.parse(order.kind());
        Map<String, Object> parameters = order.parameters().orElse(Map.of());
        requireKnown(kind, parameters);
        permission.require(call, kind, parameters);
        Job job = queue.submit(JobRequest.here(kind, call.tenant(), call.caller().name(), parameters));
        audit.done(call, "job.submit", job.id(), Map.of("kind", kind.word()));
        return Reply.json(202, JobView.of(job));
    }

    private static void requireKnown(JobKind kind, Map<String, Object> parameters) {
        Set<String> known = PARAMETERS.get(kind);
        if (known == null) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT, "a job of this kind is for an agent", "use /restores, or /agents/AGENT/backup");
        }
        parameters.forEach((name, value) -> {
            if (!known.contains(name) || !isSensible(name, value)) {
                throw new HoldfastException(
                        ErrorCode.INVALID_ARGUMENT,
                        "a job of kind " + kind.word() + " cannot have this parameter",
                        known.isEmpty()
                                ? "leave the parameters out"
                                : "it may have " + String.join(", ", new TreeSet<>(known)) + "; percentages go from 0 to 100");
            }
        });
    }

    private static boolean isSensible(String name, Object value) {
        return name.equals(JobRequest.DRY_RUN)
                ? value instanceof Boolean
                : value instanceof Integer percent && percent >= 0 && percent <= 100;
    }

    private Reply cancel(Call call) {
        Job job = queue.cancel(call.tenant(), call.path("job"));
        audit.done(call, "job.cancel", job.id(), Map.of("kind", job.request().kind().word()));
        return Reply.json(202, JobView.of(job));
    }
}
