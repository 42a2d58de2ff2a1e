package dev.holdfast.server.fleet;

import dev.holdfast.server.access.TokenStore;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fleet as people see it. */
public final class AgentRoutes {
    private static final String PATH = "/api/v1/tenants/{tenant}/agents";
    private static final String ONE = PATH + "/{agent}";

    private final AgentStore agents;
    private final Fleet fleet;
    private final TaskBoard tasks;
    private final TokenStore tokens;
    private final JobQueue queue;
    private final AuditTrail audit;

    /** Agents, by name. */
    public record AgentList(List<AgentView> agents) {}

    /** What to back up now: one schedule, or all if it is left out. */
    public record BackupOrder(Optional<String> schedule) {}

    public AgentRoutes(
            AgentStore agents, Fleet fleet, TaskBoard tasks, TokenStore tokens, JobQueue queue, AuditTrail audit) {
        this.agents = agents;
        this.fleet = fleet;
        this.tasks = tasks;
        this.tokens = tokens;
        this.queue = queue;
        this.audit = audit;
    }

    public List<Route> routes() {
        Access readers = new Access.InTenant(Role.READING);
        return List.of(
                Route.of(Method.GET, PATH, readers, "List the agents")
                        .answers(Answer.json(200, "all agents", AgentList.class))
                        .handle(call -> Reply.json(new AgentList(fleet.list(call.tenant())))),
                Route.of(Method.GET, ONE, readers, "Show an agent")
                        .answers(Answer.json(200, "the agent", AgentView.class))
                        .handle(call -> Reply.json(fleet.one(call.tenant(), call.path("agent")))),
                Route.of(Method.DELETE, ONE, new Access.InTenant(Role.ADMINISTERING), "Remove an agent and revoke its tokens")
                        .answers(Answer.empty(204, "removed; its snapshots stay"))
                        .handle(this::remove),
                Route.of(Method.POST, ONE + "/backup", new Access.InTenant(Role.OPERATING), "Ask an agent to back up now")
                        .takes(BodyRule.json(BackupOrder.class))
                        .answers(Answer.json(202, "the job that the agent will take up", JobView.class))
                        .handle(this::backup));
    }

    private Reply remove(Call call) {
        Agent agent = agents.require(call.tenant(), call.path("agent"));
        tokens.revokeAgent(call.tenant(), agent.id());
        tasks.cancelAll(call.tenant(), agent.id());
        agents.remove(call.tenant(), agent.id());
        audit.done(call, "agent.remove", agent.id(), Map.of("name", agent.name()));
        return Reply.empty(204);
    }

    private Reply backup(Call call) {
        Agent agent = agents.require(call.tenant(), call.path("agent"));
        Map<String, Object> parameters = call.json(BackupOrder.class)
                .schedule()
                .<Map<String, Object>>map(name -> Map.of("schedule", name))
                .orElse(Map.of());
        Job job = queue.submit(new JobRequest(
                JobKind.BACKUP, call.tenant(), Optional.of(agent.id()), call.caller().name(), parameters));
        audit.done(call, "agent.backup", agent.id(), Map.of("job", job.id()));
        return Reply.json(202, JobView.of(job));
    }
}
