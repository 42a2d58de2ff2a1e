package dev.holdfast.server.fleet;

import dev.holdfast.control.config.AgentSettings;
import dev.holdfast.control.config.Effective;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Paging;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.job.Job;
import dev.holdfast.server.policy.PolicyStore;
import dev.holdfast.server.tenant.TenantName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/** What agents say and ask about themselves. */
public final class SelfRoutes {
    private static final String SELF = "/api/v1/tenants/{tenant}/agents/self";
    private static final int MAX_WAIT_SECONDS = 30;
    private static final int MAX_TEXT = 500;

    private final AgentStore agents;
    private final Fleet fleet;
    private final TaskBoard tasks;
    private final PolicyStore policies;
    private final AgentConfiguration configuration;

    /** What an agent says about itself. */
    public record Registration(String host, String version, String platform, List<Agent.Schedule> schedules) {}

    /** What the server tells an agent about how to behave. */
    public record Welcome(String id, int pollSeconds, int lateAfterHours, OptionalLong bandwidth) {}

    /** How a backup went. */
    public record ReportBody(
            Optional<String> schedule,
            Instant started,
            Instant ended,
            String outcome,
            Optional<String> snapshot,
            Optional<Agent.Problem> error,
            long files,
            long bytes,
            long newBytes,
            long storedBytes) {
        BackupReport report() {
            return new BackupReport(
                    shortened(schedule.orElse("")),
                    started,
                    ended,
                    parse(outcome),
                    snapshot,
                    error.map(problem -> new Agent.Problem(shortened(problem.code()), shortened(problem.message()))),
                    Math.max(0, files),
                    Math.max(0, bytes),
                    Math.max(0, newBytes),
                    Math.max(0, storedBytes));
        }

        private static Agent.Outcome parse(String text) {
            return switch (text) {
                case "complete" -> Agent.Outcome.COMPLETE;
                case "incomplete" -> Agent.Outcome.INCOMPLETE;
                case "failed" -> Agent.Outcome.FAILED;
                case "interrupted" -> Agent.Outcome.INTERRUPTED;
                default ->
                    throw new HoldfastException(
                            ErrorCode.INVALID_ARGUMENT, "there is no such outcome", "say complete, incomplete, failed or interrupted");
            };
        }
    }

    /**
     * What an agent is to do.
     *
     * @param tasks each holds its parameters beside id and kind
     * @param settings what is configured for the agent; only for one that said what it has, and if that is something else
     */
    public record TaskList(List<Map<String, Object>> tasks, Optional<AgentConfiguration.Told> settings) {}

    /** How a task goes. */
    public record TaskNews(String state, Optional<Job.Progress> progress, Optional<Job.Failure> error) {}

    public SelfRoutes(AgentStore agents, Fleet fleet, TaskBoard tasks, PolicyStore policies, AgentConfiguration configuration) {
        this.configuration = configuration;
        this.agents = agents;
        this.fleet = fleet;
        this.tasks = tasks;
        this.policies = policies;
    }

    public List<Route> routes() {
        Access agentsOnly = new Access.InTenant(Set.of(Role.AGENT));
        return List.of(
                Route.of(Method.PUT, SELF, agentsOnly, "Register an agent")
                        .takes(BodyRule.json(Registration.class))
                        .answers(Answer.json(200, "how to behave", Welcome.class))
                        .handle(this::register),
                Route.of(Method.POST, SELF + "/reports", agentsOnly, "Tell how a backup went")
                        .takes(BodyRule.json(ReportBody.class))
                        .answers(Answer.empty(204, "noted"))
                        .handle(this::report),
                Route.of(Method.GET, SELF + "/tasks", agentsOnly, "Wait for something to do")
                        .lane(Lane.STREAM)
                        .query("wait", "how many seconds to wait at most, up to " + MAX_WAIT_SECONDS)
                        .query("settings", "the tag of the settings that the agent has; empty for none. It is then told of others, at once")
                        .answers(Answer.json(200, "tasks, oldest first; empty if there is none", TaskList.class))
                        .handle(this::take),
                Route.of(Method.POST, SELF + "/tasks/{task}", agentsOnly, "Tell how a task goes")
                        .takes(BodyRule.json(TaskNews.class))
                        .answers(Answer.empty(204, "noted"))
                        .handle(this::news));
    }

    private static String id(Call call) {
        return call.caller()
                .agent()
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.FORBIDDEN, "this token is bound to no agent", "make one with 'holdfast token create --role agent'"));
    }

    private Reply register(Call call) {
        Registration body = call.json(Registration.class);
        Agent.Machine machine = new Agent.Machine(
                shortened(body.host()), shortened(body.version()), shortened(body.platform()), body.schedules());
        Agent agent = agents.register(call.tenant(), id(call), machine);
        fleet.publish(agent);
        int late = policies.current(call.tenant()).policy().lateAfterHours();
        Effective values = configuration.of(call.tenant(), agent.id());
        int poll = Math.max(1, Math.toIntExact(values.value(AgentSettings.POLL_INTERVAL).toSeconds()));
        return Reply.json(new Welcome(agent.id(), poll, late, bandwidth(values)));
    }

    /** For agents of a version that knows one limit for both directions and no settings. */
    private static OptionalLong bandwidth(Effective values) {
        return LongStream.of(values.value(AgentSettings.UPLOAD), values.value(AgentSettings.DOWNLOAD)).filter(limit -> limit > 0).min();
    }

    private Reply report(Call call) {
        fleet.publish(agents.report(call.tenant(), id(call), call.json(ReportBody.class).report()));
        return Reply.empty(204);
    }

    private Reply take(Call call) {
        TenantName tenant = call.tenant();
        String agent = id(call);
        agents.seen(tenant, agent);
        long seconds = Math.min(MAX_WAIT_SECONDS, Paging.number(call, "wait").orElse(0L));
        Optional<String> tag = call.query("settings").map(SelfRoutes::shortened);
        tag.ifPresent(has -> configuration.taken(tenant, agent, has));
        BooleanSupplier news = () -> tag.filter(has -> configuration.isNews(tenant, agent, has)).isPresent();
        try {
            List<Job> waiting = tasks.take(tenant, agent, seconds * 1000, news);
            Optional<AgentConfiguration.Told> told =
                    news.getAsBoolean() ? Optional.of(configuration.told(tenant, agent)) : Optional.empty();
            return Reply.json(new TaskList(waiting.stream().map(SelfRoutes::task).toList(), told));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.json(new TaskList(List.of(), Optional.empty()));
        }
    }

    private static Map<String, Object> task(Job job) {
        Map<String, Object> task = new LinkedHashMap<>(job.request().parameters());
        task.put("id", job.id());
        task.put("kind", job.request().kind().word());
        return task;
    }

    private Reply news(Call call) {
        TaskNews news = call.json(TaskNews.class);
        String task = call.path("task");
        agents.seen(call.tenant(), id(call));
        switch (news.state()) {
            case "running" -> tasks.running(call.tenant(), id(call), task, news.progress());
            case "succeeded" -> tasks.succeeded(call.tenant(), id(call), task);
            case "failed" ->
                tasks.failed(
                        call.tenant(),
                        id(call),
                        task,
                        news.error()
                                .map(error -> new Job.Failure(shortened(error.code()), shortened(error.message())))
                                .orElseGet(() -> new Job.Failure("internal", "the agent gave no reason")));
            default ->
                throw new HoldfastException(
                        ErrorCode.INVALID_ARGUMENT, "there is no such state of a task", "say running, succeeded or failed");
        }
        return Reply.empty(204);
    }

    /** What agents say is shown to people; none of it needs to be long. */
    private static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
