package dev.holdfast.client.cli.upkeep;

import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Progress;
import dev.holdfast.client.cli.output.ProgressView;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.client.remote.service.Job;
import dev.holdfast.client.remote.service.Jobs;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.engine.text.Figures;
import dev.holdfast.storage.service.collect.CollectionForecast;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A collection that the server does, followed to its end. */
final class ServerCollection {
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final Invocation invocation;
    private final Jobs jobs;
    private final CountDownLatch left = new CountDownLatch(1);

    ServerCollection(Invocation invocation, Transport transport) {
        this.invocation = invocation;
        this.jobs = new Jobs(transport);
    }

    /** @param maxUnusedPercent from which share on a pack is rewritten, or what the tenant's policy says */
    ExitCode run(OptionalInt maxUnusedPercent) {
        return follow(parameters(maxUnusedPercent), this::done);
    }

    /** Asks what a collection would do; it changes nothing. */
    ExitCode foretell(OptionalInt maxUnusedPercent) {
        return follow(parameters(maxUnusedPercent).put("dry_run", true), this::foretold);
    }

    private static JsonText parameters(OptionalInt maxUnusedPercent) {
        JsonText parameters = new JsonText();
        maxUnusedPercent.ifPresent(percent -> parameters.put("max_unused_percent", percent));
        return parameters;
    }

    /** Prints how a job ended that succeeded. */
    @FunctionalInterface
    private interface End {
        ExitCode print(Job job, Duration elapsed);
    }

    private ExitCode follow(JsonText parameters, End end) {
        Job[] job = {jobs.submit("collect", parameters)};
        try (Progress progress = new Progress(invocation.console(), invocation.clock(), () -> view(job[0]));
                var leaving = invocation.interruption().register(left::countDown)) {
            for (long pause = FIRST_PAUSE_MILLIS; !job[0].isOver(); pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
                pause(pause, job[0]);
                job[0] = jobs.find(job[0].id());
            }
            progress.close();
            if (job[0].state() != Job.State.SUCCEEDED) {
                throw failed(job[0]);
            }
            return end.print(job[0], progress.elapsed());
        }
    }

    private void pause(long millis, Job job) {
        try {
            if (!left.await(millis, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new HoldfastException(
                ErrorCode.INTERRUPTED, "interrupted; the server goes on with job " + job.id(), "the console shows how far it is");
    }

    private static ProgressView view(Job job) {
        String state = job.state().name().toLowerCase(Locale.ROOT);
        String done = job.done() > 0 ? " " + Figures.count(job.done()) + (job.total() > 0 ? " of " + Figures.count(job.total()) : "") : "";
        return new ProgressView(state + done, 0, 0, 0, "", json ->
                json.field("stage", state).field("done", job.done()).field("total", job.total()));
    }

    private ExitCode done(Job job, Duration elapsed) {
        return new ServerCollectionOutput(invocation.console()).print(job, elapsed);
    }

    private ExitCode foretold(Job job, Duration elapsed) {
        CollectionForecast forecast = ServerForecast.read(job.result().orElseThrow(() -> new MalformedException("the server foretells nothing")));
        new ForecastOutput(invocation.console()).print(forecast);
        return forecast.damaged().isEmpty() ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
    }

    private static HoldfastException failed(Job job) {
        String reason = job.error().map(error -> error.textOrEmpty("message")).orElse("");
        String code = job.error().map(error -> error.textOrEmpty("code")).orElse("");
        return new HoldfastException(
                Arrays.stream(ErrorCode.values()).filter(known -> known.name().equalsIgnoreCase(code)).findFirst().orElse(ErrorCode.STORE_BUSY),
                "job " + job.id() + " at the server " + job.state().name().toLowerCase(Locale.ROOT) + (reason.isEmpty() ? "" : ": " + reason),
                "run the same command again; what was done stays done");
    }
}
