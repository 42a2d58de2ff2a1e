package dev.holdfast.server.fleet;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.job.Job;
import dev.holdfast.server.job.JobKind;
import dev.holdfast.server.job.JobQueue;
import dev.holdfast.server.job.JobState;
import dev.holdfast.server.job.JobStore;
import dev.holdfast.server.tenant.TenantName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What agents are asked to do. A task is handed out until its agent says that it runs; one that runs and is not heard of for long fails.
 * Thread-safe.
 */
public final class TaskBoard implements AutoCloseable {
    private static final int MAX_TASKS = 20;
    private static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(30);

    private final JobStore jobs;
    private final JobQueue queue;
    private final Clock clock;
    private final Object bell = new Object();
    private final Map<String, Long> heardNanos = new HashMap<>();
    private long rings;
    private boolean closed;

    public TaskBoard(JobStore jobs, JobQueue queue, Clock clock) {
        this.jobs = jobs;
        this.queue = queue;
        this.clock = clock;
        queue.listen(job -> {
            if (job.request().kind().place() == JobKind.Place.AGENT && job.state() == JobState.QUEUED) {
                ring();
            }
        });
    }

    /** Has everybody who waits look again. */
    public void ring() {
        synchronized (bell) {
            rings++;
            bell.notifyAll();
        }
    }

    /** An agent's waiting tasks, oldest first; waits up to {@code waitMillis} for one if there is none and no other news either. */
    public List<Job> take(TenantName tenant, String agent, long waitMillis, BooleanSupplier news) throws InterruptedException {
        long until = clock.monotonicNanos() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        while (true) {
            long before = rings();
            List<Job> waiting = waiting(tenant, agent);
            if (!waiting.isEmpty() || news.getAsBoolean() || !awaitRing(before, until)) {
                return waiting;
            }
        }
    }

    private long rings() {
        synchronized (bell) {
            return rings;
        }
    }

    /** Whether something was submitted before the time was over. */
    private boolean awaitRing(long before, long until) throws InterruptedException {
        synchronized (bell) {
            while (rings == before && !closed) {
                long left = until - clock.monotonicNanos();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(bell, left);
            }
            return !closed;
        }
    }

    private List<Job> waiting(TenantName tenant, String agent) {
        JobStore.Filter filter = new JobStore.Filter(Optional.of(JobState.QUEUED), Optional.empty(), Optional.of(agent));
        return jobs.newest(tenant, filter, Long.MAX_VALUE, MAX_TASKS).reversed();
    }

    /** Hears that a task runs, and how far it has come; {@code SESSION_EXPIRED} if it is not wanted any more. */
    public void running(TenantName tenant, String agent, String id, Optional<Job.Progress> progress) {
        Job job = require(tenant, agent, id);
        if (job.state() == JobState.QUEUED) {
            job = queue.take(job, agent).orElseGet(() -> require(tenant, agent, id));
        }
        if (job.state() == JobState.RUNNING && job.status().wanted() == Job.Wanted.NO) {
            queue.endCancelled(job);
            throw cancelled();
        }
        if (job.state() != JobState.RUNNING) {
            throw cancelled();
        }
        synchronized (heardNanos) {
            heardNanos.put(id, clock.monotonicNanos());
        }
        Job current = job;
        progress.ifPresent(how -> queue.progress(current, how));
    }

    /** Hears that a task was done; said again, it changes nothing. */
    public void succeeded(TenantName tenant, String agent, String id) {
        end(tenant, agent, id, JobState.SUCCEEDED, job -> queue.succeed(job, Map.of()));
    }

    /** Hears that a task failed; said again, it changes nothing. */
    public void failed(TenantName tenant, String agent, String id, Job.Failure why) {
        end(tenant, agent, id, JobState.FAILED, job -> queue.fail(job, why));
    }

    @FunctionalInterface
    private interface Ending {
        Optional<Job> of(Job job);
    }

    private void end(TenantName tenant, String agent, String id, JobState end, Ending ending) {
        while (true) {
            Job job = require(tenant, agent, id);
            if (job.state() == end) {
                return;
            }
            if (job.state().isEnd()) {
                throw cancelled();
            }
            // An agent may have lost the answer to "running", or done a small task before it said so.
            Optional<Job> running = job.state() == JobState.QUEUED ? queue.take(job, agent) : Optional.of(job);
            if (running.flatMap(ending::of).isPresent()) {
                forget(id);
                return;
            }
        }
    }

    /** Fails tasks that run and whose agents were not heard of for long. Called from time to time. */
    public void failSilent() {
        long now = clock.monotonicNanos();
        for (Job job : jobs.in(JobState.RUNNING)) {
            if (job.request().kind().place() == JobKind.Place.AGENT && isSilent(job.id(), now)) {
                queue.fail(job, new Job.Failure("interrupted", "the agent has not been heard of for 30 minutes"));
                forget(job.id());
            }
        }
    }

    private boolean isSilent(String id, long now) {
        synchronized (heardNanos) {
            // After a start of the server, silence counts from the first look.
            return now - heardNanos.computeIfAbsent(id, key -> now) >= SILENCE_NANOS;
        }
    }

    private void forget(String id) {
        synchronized (heardNanos) {
            heardNanos.remove(id);
        }
    }

    /** Calls off everything an agent was asked to do. */
    public void cancelAll(TenantName tenant, String agent) {
        for (JobState state : List.of(JobState.QUEUED, JobState.RUNNING)) {
            JobStore.Filter filter = new JobStore.Filter(Optional.of(state), Optional.empty(), Optional.of(agent));
            for (Job job : jobs.newest(tenant, filter, Long.MAX_VALUE, Integer.MAX_VALUE)) {
                Job called = queue.cancel(tenant, job.id());
                if (called.state() == JobState.RUNNING) {
                    queue.endCancelled(called);
                }
            }
        }
    }

    private Job require(TenantName tenant, String agent, String id) {
        Job job = queue.require(tenant, id);
        if (!job.request().agent().equals(Optional.of(agent))) {
            throw new HoldfastException(ErrorCode.NOT_FOUND, "there is no such task for this agent", "ask for tasks anew");
        }
        return job;
    }

    private static HoldfastException cancelled() {
        return new HoldfastException(ErrorCode.SESSION_EXPIRED, "the task was cancelled", "stop it");
    }

    /** Lets whoever waits go. */
    @Override
    public void close() {
        synchronized (bell) {
            closed = true;
            bell.notifyAll();
        }
    }
}
