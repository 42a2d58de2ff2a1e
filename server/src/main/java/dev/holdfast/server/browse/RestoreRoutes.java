package dev.holdfast.server.browse;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.job.Job;
import dev.holdfast.server.job.JobKind;
import dev.holdfast.server.job.JobQueue;
import dev.holdfast.server.job.JobRequest;
import dev.holdfast.server.job.JobView;
import dev.holdfast.server.tenant.AgentNames;
import dev.holdfast.server.tenant.Repositories;
import dev.holdfast.server.tenant.SnapshotOrigin;
import dev.holdfast.server.tenant.SnapshotOrigins;
import dev.holdfast.storage.metadata.SessionState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operation that has an agent restore on its machine. The agent does it with its own key, and only where its owner permits. */
public final class RestoreRoutes {
    private final Repositories repositories;
    private final SnapshotOrigins origins;
    private final AgentNames agents;
    private final JobQueue jobs;
    private final AuditTrail audit;

    public RestoreRoutes(
            Repositories repositories, SnapshotOrigins origins, AgentNames agents, JobQueue jobs, AuditTrail audit) {
        this.repositories = repositories;
        this.origins = origins;
        this.agents = agents;
        this.jobs = jobs;
        this.audit = audit;
    }

    public List<Route> routes() {
        return List.of(Route.of(
                        Method.POST,
                        "/api/v1/tenants/{tenant}/restores",
                        new Access.InTenant(Role.OPERATING),
                        "Has an agent restore on its machine.")
                .takes(BodyRule.json(RestoreOrder.class))
                .answers(Answer.json(202, "The job, which waits for the agent.", JobView.class))
                .handle(this::restore));
    }

    private Reply restore(Call call) {
        RestoreOrder order = call.json(RestoreOrder.class);
        Map<String, Object> parameters = order.parameters();
        requireKnown(call, order);
        Job job = jobs.submit(new JobRequest(
                JobKind.RESTORE, call.tenant(), Optional.of(order.agent()), call.caller().name(), parameters));
        audit.done(call, "restore.submit", job.id(), Map.of("agent", order.agent(), "snapshot", order.id().toString()));
        return Reply.json(202, JobView.of(job));
    }

    private void requireKnown(Call call, RestoreOrder order) {
        String agent = agents.name(call.tenant(), order.agent())
                .orElseThrow(() -> new HoldfastException(ErrorCode.NOT_FOUND, "there is no such agent", "list the agents"));
        boolean isThere = repositories.of(call.tenant())
                .rows()
                .session(order.id())
                .filter(row -> row.state() == SessionState.COMMITTED)
                .isPresent();
        if (!isThere) {
            throw BrowseFailures.noSnapshot(order.snapshot());
        }
        Optional<String> maker = origins.origin(call.tenant(), order.id()).flatMap(SnapshotOrigin::agent);
        if (!maker.equals(Optional.of(order.agent()))) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT,
                    "agent " + agent + " did not make this snapshot, and agents can read none but their own",
                    "choose the agent that made it, or run 'holdfast restore' on the machine with a token that may read all");
        }
    }
}
