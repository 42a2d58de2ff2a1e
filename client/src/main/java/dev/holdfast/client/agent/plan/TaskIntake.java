package dev.holdfast.client.agent.plan;

import dev.holdfast.client.agent.config.AgentConfig;
import dev.holdfast.client.agent.config.RestoreRules;
import dev.holdfast.client.agent.config.ScheduleSettings;
import dev.holdfast.client.agent.fleet.FleetTask;
import dev.holdfast.client.agent.fleet.Problem;
import dev.holdfast.client.agent.fleet.TaskState;
import dev.holdfast.client.agent.plan.QueuedWork.Consent;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.tree.RawPath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules by which an agent takes up, or refuses, what is asked of it by its server and by people at the machine. */
public final class TaskIntake {
    /** A server that asks for more at once is refused the rest. */
    private static final int MAX_QUEUED = 100;

    private final AgentConfig config;

    public TaskIntake(AgentConfig config) {
        this.config = config;
    }

    /** The server asks for something. A task that is known already changes nothing, but that an ended one is told to have ended again. */
    public AgentState asked(AgentState state, FleetTask task, Instant now) {
        TaskState ended = state.ended().get(task.id());
        if (ended != null) {
            return state.endingTask(task.id(), ended);
        }
        if (state.queue().stream().anyMatch(queued -> queued.task().filter(task.id()::equals).isPresent())) {
            return state;
        }
        if (state.queue().size() >= MAX_QUEUED) {
            return refused(state, task, ErrorCode.LIMIT_EXCEEDED, MAX_QUEUED + " things are waiting at this machine already");
        }
        return switch (task) {
            case FleetTask.Backup backup -> backup(state, backup, now);
            case FleetTask.Restore restore -> restore(state, restore, now);
            case FleetTask.Unknown unknown ->
                refused(state, task, ErrorCode.UNSUPPORTED, "this version of the agent does not know tasks of the kind '" + unknown.kind() + "'");
        };
    }

    private AgentState backup(AgentState state, FleetTask.Backup task, Instant now) {
        List<String> wanted = task.schedule().map(List::of).orElseGet(() -> config.schedules().stream().map(ScheduleSettings::name).toList());
        if (wanted.isEmpty() || wanted.stream().anyMatch(name -> config.schedule(name).isEmpty())) {
            return refused(state, task, ErrorCode.NOT_FOUND, "this machine has no schedule" + task.schedule().map(name -> " '" + name + "'").orElse(""));
        }
        AgentState next = state;
        for (String schedule : wanted) {
            next = next.plus(id -> new QueuedWork(
                    id, new Work.Backup(schedule, now), Optional.of(task.id()), Consent.GIVEN, 0, now, Optional.empty()));
        }
        return next;
    }

    private AgentState restore(AgentState state, FleetTask.Restore task, Instant now) {
        RestoreRules rules = config.restore();
        String target = task.order().target();
        if (rules.policy() == RestoreRules.Policy.DENY) {
            return refused(state, task, ErrorCode.FORBIDDEN, "this machine's configuration denies restores that the server asks for");
        }
        if (!target.startsWith("/") || !rules.holds(RawPath.of(RawPath.ROOT, target))) {
            String allowed = String.join(", ", rules.directories().stream().map(RawPath::toString).toList());
            return refused(state, task, ErrorCode.FORBIDDEN, "this machine restores below " + allowed + " only, not into " + target);
        }
        Consent consent = rules.policy() == RestoreRules.Policy.ASK ? Consent.AWAITED : Consent.GIVEN;
        return state.plus(id ->
                new QueuedWork(id, new Work.Restore(task.order()), Optional.of(task.id()), consent, 0, now, Optional.empty()));
    }

    private static AgentState refused(AgentState state, FleetTask task, ErrorCode code, String why) {
        return state.endingTask(task.id(), new TaskState.Failed(new Problem(code, why)));
    }

    /** Somebody at the machine agrees to what waits for it. */
    public AgentState approved(AgentState state, String id) {
        return state.change(id, QueuedWork::agreed);
    }

    /** Somebody at the machine does not want it done. */
    public AgentState declined(AgentState state, String id) {
        Optional<QueuedWork> queued = state.work(id).filter(work -> work.consent() == Consent.AWAITED);
        if (queued.isEmpty()) {
            return state;
        }
        AgentState next = state.without(id);
        Problem problem = new Problem(ErrorCode.FORBIDDEN, "somebody at the machine declined it");
        return queued.get().task().map(task -> next.endingTask(task, new TaskState.Failed(problem))).orElse(next);
    }

    /** Somebody at the machine wants a backup now. One that runs already, or is about to, is the answer. */
    public AgentState wanted(AgentState state, String schedule, Instant now) {
        boolean answered = state.queue().stream().anyMatch(work -> work.isScheduled(schedule) && (work.isRunning() || work.isReady(now)));
        if (answered || config.schedule(schedule).isEmpty()) {
            return state;
        }
        List<QueuedWork> others = state.queue().stream().filter(work -> !work.isScheduled(schedule)).toList();
        return state.withQueue(others).plus(id -> new QueuedWork(
                id, new Work.Backup(schedule, now), Optional.empty(), Consent.GIVEN, 0, now, Optional.empty()));
    }
}
