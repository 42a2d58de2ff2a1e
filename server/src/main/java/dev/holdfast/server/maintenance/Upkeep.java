package dev.holdfast.server.maintenance;

import dev.holdfast.core.time.Clock;
import dev.holdfast.engine.schedule.CronExpression;
import dev.holdfast.server.fleet.TaskBoard;
import dev.holdfast.server.job.JobKind;
import dev.holdfast.server.job.JobQueue;
import dev.holdfast.server.job.JobRequest;
import dev.holdfast.server.policy.Policy;
import dev.holdfast.server.policy.PolicyStore;
import dev.holdfast.server.storage.UsageSamples;
import dev.holdfast.server.tenant.Repositories;
import dev.holdfast.server.tenant.Tenant;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.tenant.Tenants;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks, whenever it is called, what is due for which tenant. Called by one thread every few seconds, and by another one every
 * {@link Reapers#EVERY_MILLIS} to close the sessions of agents that are gone.
 */
public final class Upkeep {
    private static final String BY = "schedule";

    private final Sources sources;
    private final Timetable timetable;
    private final Reapers reapers;
    private final TaskBoard tasks;
    private final UsageSamples samples;
    private final Clock clock;
    private volatile Schedules schedules = Schedules.HEEDED;

    /** Whether what is due begins. */
    public enum Schedules {
        HEEDED,
        /** Nothing begins by itself; what was due meanwhile is made up for, once. */
        PAUSED
    }

    /** Hears of what failed for one tenant; the others go on. */
    @FunctionalInterface
    public interface FailureListener {
        void failed(TenantName tenant, RuntimeException failure);
    }

    /**
     * For whom to look, and where to send what is due.
     *
     * @param queue where jobs are submitted
     */
    public record Sources(Tenants tenants, Repositories repositories, PolicyStore policies, JobQueue queue) {}

    public Upkeep(
            Sources sources, Timetable timetable, Reapers reapers, TaskBoard tasks, UsageSamples samples, Clock clock) {
        this.sources = sources;
        this.timetable = timetable;
        this.reapers = reapers;
        this.tasks = tasks;
        this.samples = samples;
        this.clock = clock;
    }

    /** Heeds schedules from now on, or no longer. */
    public void follow(Schedules next) {
        schedules = next;
    }

    /** One look. A failure of one tenant is told and does not keep the others waiting. */
    public void look(FailureListener listener) {
        forEach(this::look, listener);
        tasks.failSilent();
    }

    /** Closes what agents that are gone left open, so that nobody waits longer for their claims. */
    public void reap(FailureListener listener) {
        forEach(reapers::reap, listener);
    }

    private void forEach(Consumer<TenantName> task, FailureListener listener) {
        for (Tenant tenant : sources.tenants().list()) {
            try {
                if (sources.repositories().of(tenant.name()).config().isPresent()) {
                    task.accept(tenant.name());
                }
            } catch (RuntimeException e) {
                listener.failed(tenant.name(), e);
            }
        }
    }

    private void look(TenantName tenant) {
        if (schedules == Schedules.HEEDED) {
            submitWhatIsDue(tenant, sources.policies().current(tenant).policy());
        }
        samples.takeIfDue(tenant);
    }

    private void submitWhatIsDue(TenantName tenant, Policy policy) {
        submitIfDue(tenant, JobKind.RETENTION, policy.retention().schedule());
        submitIfDue(tenant, JobKind.COLLECT, policy.collection().schedule());
        submitIfDue(tenant, JobKind.SCRUB, policy.scrub().schedule());
    }

    private void submitIfDue(TenantName tenant, JobKind kind, Optional<String> schedule) {
        Instant now = clock.now();
        if (schedule.isPresent() && timetable.takeIfDue(tenant, kind.word(), CronExpression.parse(schedule.get()), now)) {
            sources.queue().submit(JobRequest.here(kind, tenant, BY, Map.of()));
        }
    }
}
