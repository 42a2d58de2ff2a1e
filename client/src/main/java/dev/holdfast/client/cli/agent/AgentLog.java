package dev.holdfast.client.cli.agent;

import dev.holdfast.client.agent.AgentEvent;
import dev.holdfast.client.agent.fleet.FleetTask;
import dev.holdfast.client.agent.plan.QueuedWork;
import dev.holdfast.client.agent.plan.Result;
import dev.holdfast.client.agent.plan.Work;
import dev.holdfast.client.agent.settings.LiveSettings.LogLevel;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.core.time.Clock;
import dev.holdfast.engine.text.Figures;
import dev.holdfast.engine.text.Names;
import dev.holdfast.engine.text.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Prints what happens in an agent, a line each: for people, or as JSON. What a server or a path has in it is escaped. */
final class AgentLog implements AgentEvent.Listener {
    private final Console console;
    private final Clock clock;
    private final ZoneId zone;
    private final Stamps stamps;
    private final Supplier<LogLevel> least;

    /** Whether lines of text begin with the time; a journal puts its own before them. */
    enum Stamps {
        SHOWN,
        LEFT_OUT
    }

    AgentLog(Console console, Clock clock, ZoneId zone, Stamps stamps, Supplier<LogLevel> least) {
        this.console = console;
        this.clock = clock;
        this.zone = zone;
        this.stamps = stamps;
        this.least = least;
    }

    @Override
    public synchronized void happened(AgentEvent event) {
        if (level(event).compareTo(least.get()) < 0) {
            return;
        }
        switch (event) {
            case AgentEvent.Began(QueuedWork work) -> say("began", name(work) + " begins", Optional.of(work), Optional.empty());
            case AgentEvent.Ended(QueuedWork work, Result result, Optional<Instant> again) -> ended(work, result, again);
            case AgentEvent.Asked(FleetTask task) -> say("asked", "the server asks for " + asked(task), Optional.empty(), Optional.empty());
            case AgentEvent.Registered(String id) -> say("registered", "the server knows this agent as " + id, Optional.empty(), Optional.empty());
            case AgentEvent.Configured(List<String> settings) -> say("configured", configured(settings), Optional.empty(), Optional.empty());
            case AgentEvent.Flagged(List<String> flags) -> say("flagged", "the server's flags say " + String.join(", ", flags), Optional.empty(), Optional.empty());
            case AgentEvent.ServerLost(String cause) -> say("server_lost", "cannot talk to the server: " + cause, Optional.empty(), Optional.empty());
            case AgentEvent.Trouble(String cause) -> say("trouble", cause, Optional.empty(), Optional.empty());
        }
        console.flush();
    }

    private static LogLevel level(AgentEvent event) {
        return switch (event) {
            case AgentEvent.Began began -> LogLevel.INFO;
            case AgentEvent.Ended ended -> ended.result() instanceof Result.Failed ? LogLevel.ERROR : LogLevel.INFO;
            case AgentEvent.Asked asked -> LogLevel.INFO;
            case AgentEvent.Registered registered -> LogLevel.INFO;
            case AgentEvent.Configured configured -> LogLevel.INFO;
            case AgentEvent.Flagged flagged -> LogLevel.INFO;
            case AgentEvent.ServerLost lost -> LogLevel.WARNING;
            case AgentEvent.Trouble trouble -> LogLevel.WARNING;
        };
    }

    private static String configured(List<String> settings) {
        return "the server configures " + (settings.isEmpty() ? "nothing; the defaults hold" : String.join(", ", settings));
    }

    private void ended(QueuedWork work, Result result, Optional<Instant> again) {
        String next = again.map(time -> ", again at " + Times.format(time, zone)).orElse("");
        switch (result) {
            case Result.Done done -> say("done", name(work) + " done: " + totals(done), Optional.of(work), Optional.of(result));
            case Result.Failed failed -> say(
                    "failed", name(work) + " failed" + next + ": " + failed.problem().message(), Optional.of(work), Optional.of(result));
            case Result.Interrupted interrupted -> say(
                    "interrupted", name(work) + " interrupted; it is begun again when the agent runs", Optional.of(work), Optional.of(result));
            case Result.Cancelled cancelled -> say("cancelled", name(work) + " cancelled", Optional.of(work), Optional.of(result));
        }
    }

    private static String totals(Result.Done done) {
        String snapshot = done.snapshot().map(id -> ", snapshot " + id.substring(0, Math.min(8, id.length()))).orElse("");
        String left = done.left() == 0 ? "" : ", " + Figures.count(done.left(), "entry", "entries") + " could not be read";
        return Figures.count(done.totals().files(), "file", "files") + ", " + Figures.bytes(done.totals().bytes()) + ", "
                + Figures.bytes(done.totals().storedBytes()) + " stored" + snapshot + left;
    }

    private static String name(QueuedWork work) {
        return switch (work.work()) {
            case Work.Backup backup -> "backup '" + backup.schedule() + "'";
            case Work.Restore(FleetTask.Order order) -> "restore into " + order.target();
        };
    }

    private static String asked(FleetTask task) {
        return switch (task) {
            case FleetTask.Backup backup -> "a backup" + backup.schedule().map(name -> " by the schedule '" + name + "'").orElse("");
            case FleetTask.Restore restore -> "a restore into " + restore.order().target();
            case FleetTask.Unknown unknown -> "something that this version does not know: " + unknown.kind();
        };
    }

    private void say(String event, String text, Optional<QueuedWork> work, Optional<Result> result) {
        String safe = Names.escape(text.getBytes(StandardCharsets.UTF_8));
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields(fields, event, safe, work, result)));
            return;
        }
        String stamp = stamps == Stamps.SHOWN ? Times.format(clock.now(), zone) + "  " : "";
        console.line(stamp + safe);
    }

    private void fields(Json json, String event, String text, Optional<QueuedWork> work, Optional<Result> result) {
        json.time("time", clock.now()).field("event", event).field("message", text);
        work.ifPresent(known -> {
            json.field("work", known.id()).field("attempt", known.failures() + 1L);
            if (known.work() instanceof Work.Backup backup) {
                json.field("schedule", backup.schedule());
            }
        });
        if (result.orElse(null) instanceof Result.Failed failed) {
            json.field("code", failed.problem().code().name().toLowerCase(Locale.ROOT));
        }
        if (result.orElse(null) instanceof Result.Done done) {
            done.snapshot().ifPresent(id -> json.field("snapshot_id", id));
            json.field("files", done.totals().files())
                    .field("bytes", done.totals().bytes())
                    .field("new_bytes", done.totals().newBytes())
                    .field("stored_bytes", done.totals().storedBytes())
                    .field("unreadable", done.left());
        }
    }
}
