package dev.holdfast.client.agent.plan;

import dev.holdfast.client.agent.config.AgentConfig;
import dev.holdfast.client.agent.config.ScheduleSettings;
import dev.holdfast.client.agent.fleet.BackupNotice;
import dev.holdfast.client.agent.fleet.BackupNotice.Outcome;
import dev.holdfast.client.agent.fleet.Message;
import dev.holdfast.client.agent.fleet.Problem;
import dev.holdfast.client.agent.fleet.TaskState;
import dev.holdfast.client.agent.plan.QueuedWork.Consent;
import dev.holdfast.core.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The rules by which an agent plans.
 *
 * <p>A time that has come queues one backup, however many times were missed while the machine was off. While a schedule's backup runs, its
 * further times pass; one that still waits to be tried again gives way to the new one. What is queued survives a restart, also what was
 * running: everything is done at least once, and doing it twice changes nothing.
 */
public final class AgentPlan {
    /** A clock that was put back by more than this made the past unreliable. Less happens all the time. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private final AgentConfig config;
    private final ZoneId zone;

    /** @param zone in which the schedules' times are meant */
    public AgentPlan(AgentConfig config, ZoneId zone) {
        this.config = config;
        this.zone = zone;
    }

    /** The state after a start: what was running waits again, and what the configuration does not know any more is gone. */
    public AgentState recovered(AgentState state, Instant now) {
        Map<String, ScheduleState> schedules = new LinkedHashMap<>();
        for (ScheduleSettings schedule : config.schedules()) {
            schedules.put(schedule.name(), state.schedules().getOrDefault(schedule.name(), ScheduleState.beginning(now)));
        }
        AgentState next = state.withSchedules(schedules);
        for (QueuedWork queued : state.queue()) {
            if (queued.work() instanceof Work.Backup backup && config.schedule(backup.schedule()).isEmpty()) {
                Problem problem = new Problem(ErrorCode.NOT_FOUND, "this machine has no schedule '" + backup.schedule() + "' any more");
                next = ended(next, queued.id(), queued.task().isPresent() ? new Result.Failed(problem) : new Result.Cancelled(), now, 0);
            } else if (queued.isRunning()) {
                next = crashed(next, queued, now);
            }
        }
        return next;
    }

    /** An attempt that nobody saw end counts as failed, so that one that brings the agent down each time ends some day. */
    private AgentState crashed(AgentState state, QueuedWork queued, Instant now) {
        Problem problem = new Problem(ErrorCode.INTERRUPTED, "the agent ended while this was running");
        return queued.failures() + 1 < config.retries().attempts()
                ? state.change(queued.id(), work -> work.waiting(work.failures() + 1, now))
                : ended(state, queued.id(), new Result.Failed(problem), now, 0);
    }

    /** Queues what has become due. */
    public AgentState due(AgentState state, Instant now) {
        AgentState next = state;
        for (ScheduleSettings schedule : config.schedules()) {
            next = due(next, schedule, now);
        }
        return next;
    }

    private AgentState due(AgentState state, ScheduleSettings schedule, Instant now) {
        ScheduleState known = state.schedules().get(schedule.name());
        if (known == null || known.considered().isAfter(now.plus(CLOCK_TOLERANCE))) {
            return state.with(schedule.name(), (known == null ? ScheduleState.beginning(now) : known.consideredThrough(now)));
        }
        Optional<Instant> time = schedule.when().next(known.considered(), zone);
        if (time.isEmpty() || time.get().isAfter(now)) {
            return state;
        }
        AgentState next = state.with(schedule.name(), known.consideredThrough(now));
        Optional<QueuedWork> queued = state.queue().stream().filter(work -> work.isScheduled(schedule.name())).findFirst();
        if (queued.isPresent() && (queued.get().isRunning() || queued.get().failures() == 0)) {
            return next;
        }
        AgentState cleared = queued.isPresent() ? next.without(queued.get().id()) : next;
        Instant begin = now.plus(jitter(state.name(), schedule, time.get()));
        return cleared.plus(id -> new QueuedWork(
                id, new Work.Backup(schedule.name(), time.get()), Optional.empty(), Consent.GIVEN, 0, begin, Optional.empty()));
    }

    /** Drawn from the names and the time instead of chance, so that planning is a function. */
    private static Duration jitter(String machine, ScheduleSettings schedule, Instant time) {
        CRC32C draw = new CRC32C();
        draw.update((machine + "/" + schedule.name() + "/" + time).getBytes(StandardCharsets.UTF_8));
        return Duration.ofMillis((schedule.jitter().toMillis() * draw.getValue()) >>> 32);
    }

    /** What the lane does next; empty while something runs there or nothing is ready. */
    public Optional<QueuedWork> next(AgentState state, Work.Lane lane, Instant now) {
        if (isBusy(state, lane)) {
            return Optional.empty();
        }
        return state.queue().stream()
                .filter(queued -> queued.work().lane() == lane && queued.isReady(now))
                .min(Comparator.comparing(QueuedWork::notBefore));
    }

    private static boolean isBusy(AgentState state, Work.Lane lane) {
        return state.queue().stream().anyMatch(queued -> queued.work().lane() == lane && queued.isRunning());
    }

    /** When {@link #due} or {@link #next} may next answer otherwise than now, if nothing else happens. */
    public Optional<Instant> wake(AgentState state, Instant now) {
        Optional<Instant> wake = config.schedules().stream()
                .flatMap(schedule -> nextTime(state, schedule, now).stream())
                .min(Comparator.naturalOrder());
        Optional<Instant> begin = state.queue().stream()
                .filter(queued -> !queued.isRunning() && queued.consent() == Consent.GIVEN && !isBusy(state, queued.work().lane()))
                .map(QueuedWork::notBefore)
                .min(Comparator.naturalOrder());
        return wake.isPresent() && begin.isPresent() ? Optional.of(begin.get().isBefore(wake.get()) ? begin.get() : wake.get()) : wake.or(() -> begin);
    }

    /** When the schedule is due next. */
    public Optional<Instant> nextTime(AgentState state, ScheduleSettings schedule, Instant now) {
        ScheduleState known = state.schedules().get(schedule.name());
        return schedule.when().next(known == null || known.considered().isAfter(now) ? now : known.considered(), zone);
    }

    /** The work has begun. */
    public AgentState started(AgentState state, String id, Instant now) {
        return state.change(id, work -> work.begun(now));
    }

    /**
     * An attempt has ended.
     *
     * @param draw from 0 inclusive to 1 exclusive, for the wait before the next one
     */
    public AgentState ended(AgentState state, String id, Result result, Instant now, double draw) {
        QueuedWork queued = state.work(id).orElseThrow(() -> new IllegalArgumentException("no work " + id));
        return switch (result) {
            case Result.Done done -> finished(state, queued, result, Optional.of(new TaskState.Succeeded()), now);
            case Result.Failed(Problem problem) when isRetried(queued, problem) -> {
                int failures = queued.failures() + 1;
                Instant again = now.plus(config.retries().delay(failures, draw));
                yield state.change(id, work -> work.waiting(failures, again));
            }
            case Result.Failed(Problem problem) -> finished(state, queued, result, Optional.of(new TaskState.Failed(problem)), now);
            case Result.Interrupted interrupted -> reported(state.change(id, work -> work.waiting(work.failures(), now)), queued, result, now);
            case Result.Cancelled cancelled -> finished(state, queued, result, Optional.empty(), now);
        };
    }

    private boolean isRetried(QueuedWork queued, Problem problem) {
        boolean mayPass =
                switch (problem.code().kind()) {
                    case TRANSIENT, RESOURCE, CORRUPTION, UNKNOWN_OUTCOME -> true;
                    case USER, INTERNAL -> false;
                };
        return mayPass && queued.failures() + 1 < config.retries().attempts();
    }

    private static AgentState finished(AgentState state, QueuedWork queued, Result result, Optional<TaskState> task, Instant now) {
        AgentState next = reported(state.without(queued.id()), queued, result, now);
        if (queued.task().isEmpty() || task.isEmpty()) {
            return next;
        }
        String asked = queued.task().get();
        boolean others = next.queue().stream().anyMatch(work -> work.task().equals(queued.task()));
        boolean failedBefore = next.ended().containsKey(asked);
        // A task of several backups has succeeded when the last has, and failed when the first has.
        return failedBefore || others && task.get() instanceof TaskState.Succeeded ? next : next.endingTask(asked, task.get());
    }

    private static AgentState reported(AgentState state, QueuedWork queued, Result result, Instant now) {
        Optional<BackupNotice> notice = notice(queued, result, now);
        if (notice.isEmpty()) {
            return state;
        }
        ScheduleState known = state.schedules().get(notice.get().schedule());
        AgentState next = known == null || notice.get().outcome() == Outcome.INTERRUPTED
                ? state
                : state.with(notice.get().schedule(), known.after(notice.get()));
        return next.reporting(notice.get());
    }

    private static Optional<BackupNotice> notice(QueuedWork queued, Result result, Instant now) {
        if (!(queued.work() instanceof Work.Backup backup)) {
            return Optional.empty();
        }
        Instant started = queued.started().orElse(now);
        return switch (result) {
            case Result.Done done -> {
                Outcome outcome = done.left() == 0 ? Outcome.COMPLETE : Outcome.INCOMPLETE;
                yield Optional.of(new BackupNotice(backup.schedule(), started, now, outcome, done.snapshot(), Optional.empty(), done.totals()));
            }
            case Result.Failed(Problem problem) -> Optional.of(new BackupNotice(
                    backup.schedule(), started, now, Outcome.FAILED, Optional.empty(), Optional.of(problem), BackupNotice.Totals.NONE));
            case Result.Interrupted interrupted -> Optional.of(new BackupNotice(
                    backup.schedule(), started, now, Outcome.INTERRUPTED, Optional.empty(), Optional.empty(), BackupNotice.Totals.NONE));
            case Result.Cancelled cancelled -> Optional.empty();
        };
    }

    /** The message has reached the server, or the server never wants it. */
    public AgentState told(AgentState state, Message message) {
        return state.told(message);
    }
}
