package dev.holdfast.client.cli.agent;

import dev.holdfast.client.agent.config.AgentConfig;
import dev.holdfast.client.agent.config.ScheduleSettings;
import dev.holdfast.client.agent.fleet.BackupNotice;
import dev.holdfast.client.agent.fleet.FleetTask;
import dev.holdfast.client.agent.plan.AgentPlan;
import dev.holdfast.client.agent.plan.AgentState;
import dev.holdfast.client.agent.plan.QueuedWork;
import dev.holdfast.client.agent.plan.ScheduleState;
import dev.holdfast.client.agent.plan.Work;
import dev.holdfast.client.agent.store.StateDirectory;
import dev.holdfast.client.agent.store.StateDirectory.Heartbeat;
import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Table;
import dev.holdfast.client.cli.output.Table.Column;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.engine.text.Times;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** {@code holdfast agent status}. */
public final class AgentStatusCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("agent status", "show what the agent of this machine does and has done", Syntax.Needs.NOTHING)
                .describe("Shows whether the agent runs, how each schedule's latest backup ended and when it is due next, what is queued, and "
                        + "how much the server has not been told yet. Exits with 4 if the agent does not run or a latest backup failed.")
                .options(AgentPlaces.CONFIG, AgentPlaces.STATE)
                .example("holdfast agent status --json", "for a monitoring system")
                .exits(ExitCode.INCOMPLETE, ExitCode.NOT_FOUND);
    }

    /** What there is to show. */
    private record View(Invocation invocation, AgentConfig config, AgentPlan plan, AgentState state, boolean isRunning, Optional<Heartbeat> heartbeat) {
        Instant now() {
            return invocation.clock().now();
        }

        Optional<ScheduleState> known(ScheduleSettings schedule) {
            return Optional.ofNullable(state.schedules().get(schedule.name()));
        }

        Optional<Instant> next(ScheduleSettings schedule) {
            return plan.nextTime(state, schedule, now());
        }

        String shown(Optional<Instant> time) {
            return time.map(moment -> Times.format(moment, invocation.zone())).orElse("never");
        }

        boolean isWell() {
            return isRunning
                    && config.schedules().stream()
                            .flatMap(schedule -> known(schedule).stream())
                            .flatMap(known -> known.last().stream())
                            .noneMatch(last -> last.outcome() == BackupNotice.Outcome.FAILED);
        }
    }

    @Override
    public ExitCode run(Invocation invocation) {
        AgentConfig config = AgentPlaces.config(invocation);
        StateDirectory directory = AgentPlaces.state(invocation, config);
        AgentState state = directory.look().orElseGet(() -> AgentState.beginning("none"));
        View view = new View(invocation, config, new AgentPlan(config, invocation.zone()), state, directory.isHeld(), directory.heartbeat());
        if (invocation.console().isJson()) {
            Json.print(invocation.console(), json -> json.object(fields -> fields(fields, view)));
        } else {
            text(invocation.console(), view);
        }
        return view.isWell() ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
    }

    private static void text(Console console, View view) {
        String seen = view.heartbeat().map(beat -> ", last seen " + view.shown(Optional.of(beat.time()))).orElse("");
        console.line(view.isRunning() ? "the agent runs" + seen : "the agent does not run" + seen);
        Table schedules = new Table(Column.left("SCHEDULE"), Column.left("LAST"), Column.left("OUTCOME"), Column.left("NEXT"), Column.left("ERROR"));
        for (ScheduleSettings schedule : view.config().schedules()) {
            Optional<BackupNotice> last = view.known(schedule).flatMap(ScheduleState::last);
            schedules.row(
                    schedule.name(),
                    view.shown(last.map(BackupNotice::ended)),
                    last.map(notice -> lower(notice.outcome())).orElse("-"),
                    view.shown(view.next(schedule)),
                    last.flatMap(BackupNotice::problem).map(problem -> problem.message()).orElse(""));
        }
        schedules.print(console);
        if (!view.state().queue().isEmpty()) {
            Table queue = new Table(Column.left("QUEUED"), Column.left("STATE"), Column.right("FAILURES"), Column.left("WHAT"));
            view.state().queue().forEach(work -> queue.row(work.id(), stateOf(work, view), Integer.toString(work.failures()), what(work)));
            queue.print(console);
        }
        if (!view.state().outbox().isEmpty()) {
            console.line("the server has not been told of " + view.state().outbox().size() + " things yet");
        }
    }

    private static String stateOf(QueuedWork work, View view) {
        if (work.isRunning()) {
            return view.isRunning() ? "running" : "interrupted";
        }
        if (work.consent() == QueuedWork.Consent.AWAITED) {
            return "needs consent: holdfast agent approve " + work.id();
        }
        return work.isReady(view.now()) ? "waiting" : "waiting until " + view.shown(Optional.of(work.notBefore()));
    }

    private static String what(QueuedWork work) {
        return switch (work.work()) {
            case Work.Backup backup -> "backup " + backup.schedule();
            case Work.Restore(FleetTask.Order order) -> "restore of " + order.snapshot() + " into " + order.target();
        };
    }

    private static void fields(Json json, View view) {
        json.field("running", view.isRunning());
        view.heartbeat().ifPresent(beat -> json.time("last_seen", beat.time()).field("process", beat.process()));
        json.array("schedules", list -> view.config().schedules().forEach(schedule -> list.object(entry -> schedule(entry, view, schedule))));
        json.array("queue", list -> view.state().queue().forEach(work -> list.object(entry -> entry.field("id", work.id())
                .field("kind", lower(work.work().lane()))
                .field("what", what(work))
                .field("running", work.isRunning() && view.isRunning())
                .field("needs_consent", work.consent() == QueuedWork.Consent.AWAITED)
                .field("failures", work.failures())
                .time("not_before", work.notBefore()))));
        json.field("untold", view.state().outbox().size());
    }

    private static void schedule(Json json, View view, ScheduleSettings schedule) {
        json.field("name", schedule.name()).field("cron", schedule.when().toString());
        view.next(schedule).ifPresent(time -> json.time("next", time));
        Optional<ScheduleState> known = view.known(schedule);
        known.flatMap(ScheduleState::lastSuccess).ifPresent(time -> json.time("last_success", time));
        known.flatMap(ScheduleState::last).ifPresent(last -> json.object("last", entry -> {
            entry.time("started", last.started()).time("ended", last.ended()).field("outcome", lower(last.outcome()));
            last.snapshot().ifPresent(id -> entry.field("snapshot_id", id));
            last.problem().ifPresent(problem -> entry.object(
                    "error", error -> error.field("code", lower(problem.code())).field("message", problem.message())));
        }));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
