package dev.holdfast.client.agent;

import dev.holdfast.client.agent.config.AgentConfig;
import dev.holdfast.client.agent.config.ScheduleSettings;
import dev.holdfast.client.agent.fleet.Problem;
import dev.holdfast.client.agent.fleet.TaskState;
import dev.holdfast.client.agent.plan.AgentPlan;
import dev.holdfast.client.agent.plan.AgentState;
import dev.holdfast.client.agent.plan.QueuedWork;
import dev.holdfast.client.agent.plan.Result;
import dev.holdfast.client.agent.plan.Work;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/** The work that runs now: a thread for each lane that is busy. */
final class Lanes {
    private final AgentConfig config;
    private final AgentPlan plan;
    private final Ledger ledger;
    private final Workshop workshop;
    private final AgentEvent.Listener listener;
    private final Means means;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private volatile OptionalLong bandwidth = OptionalLong.empty();

    /** What of the machine an agent uses. */
    record Means(Clock clock, Entropy entropy, ThreadFactory threads) {}

    private record Running(Attempt attempt, Thread thread) {}

    Lanes(AgentConfig config, AgentPlan plan, Ledger ledger, Workshop workshop, AgentEvent.Listener listener, Means means) {
        this.config = config;
        this.plan = plan;
        this.ledger = ledger;
        this.workshop = workshop;
        this.listener = listener;
        this.means = means;
    }

    /** What the server allows work that begins from now on. */
    void limit(OptionalLong bytesPerSecond) {
        bandwidth = bytesPerSecond;
    }

    /** Begins what the plan says is next in each lane. */
    void begin() {
        for (Work.Lane lane : Work.Lane.values()) {
            Instant now = means.clock().now();
            plan.next(ledger.state(), lane, now).ifPresent(queued -> begin(queued, now));
        }
    }

    private void begin(QueuedWork queued, Instant now) {
        // Durable before it runs: after a crash the attempt counts.
        AgentState state = ledger.update(known -> plan.started(known, queued.id(), now));
        Attempt attempt = new Attempt(bandwidth);
        state.work(queued.id()).ifPresent(begun -> {
            Thread thread = means.threads().newThread(() -> work(begun, attempt));
            running.put(begun.id(), new Running(attempt, thread));
            listener.happened(new AgentEvent.Began(begun));
            thread.start();
        });
    }

    private void work(QueuedWork begun, Attempt attempt) {
        Result result = result(begun, attempt);
        double draw = Draws.fraction(means.entropy());
        AgentState after = ledger.update(state ->
                state.work(begun.id()).isPresent() ? plan.ended(state, begun.id(), result, means.clock().now(), draw) : state);
        running.remove(begun.id());
        Optional<Instant> again = after.work(begun.id()).map(QueuedWork::notBefore);
        listener.happened(new AgentEvent.Ended(begun, result, again));
        ledger.wake();
    }

    private Result result(QueuedWork begun, Attempt attempt) {
        try {
            Result result = perform(begun.work(), attempt);
            boolean failed = result instanceof Result.Failed;
            return failed ? attempt.early().orElse(result) : result;
        } catch (RuntimeException | Error e) {
            return new Result.Failed(new Problem(ErrorCode.INTERNAL, "a defect of Holdfast: " + e));
        }
    }

    private Result perform(Work work, Attempt attempt) {
        return switch (work) {
            case Work.Backup(String name, Instant due) -> {
                Optional<ScheduleSettings> schedule = config.schedule(name);
                yield schedule.isPresent() ? workshop.backup(schedule.get(), attempt) : new Result.Cancelled();
            }
            case Work.Restore restore -> workshop.restore(restore.order(), attempt);
        };
    }

    /** How far the work with this id is, if it runs. */
    Optional<TaskState.Running> progress(String id) {
        return Optional.ofNullable(running.get(id)).map(found -> found.attempt().progress());
    }

    /** Nobody wants this work any more. */
    void cancel(String id) {
        Running found = running.get(id);
        if (found != null) {
            found.attempt().end(new Result.Cancelled());
            return;
        }
        ledger.update(state -> state.work(id).filter(work -> !work.isRunning()).isPresent()
                ? plan.ended(state, id, new Result.Cancelled(), means.clock().now(), 0)
                : state);
    }

    /** Ends everything and waits for it, but no longer than this. What does not end in time is taken up as after a crash. */
    void end(Duration longest) throws InterruptedException {
        List<Running> all = new ArrayList<>(running.values());
        all.forEach(one -> one.attempt().end(new Result.Interrupted()));
        long until = means.clock().monotonicNanos() + longest.toNanos();
        for (Running one : all) {
            Duration left = Duration.ofNanos(until - means.clock().monotonicNanos());
            if (left.isPositive()) {
                one.thread().join(left);
            }
        }
    }
}
