package dev.holdfast.server.job;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.event.Event;
import dev.holdfast.server.event.EventHub;
import dev.holdfast.server.tenant.TenantName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where jobs are submitted and called off, and every change of one is made known. Whoever executes them listens. Thread-safe. */
public final class JobQueue {
    private final JobStore store;
    private final EventHub events;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Hears of a job that was submitted, changed its state or is not wanted any more. */
    @FunctionalInterface
    public interface Listener {
        void changed(Job job);
    }

    public JobQueue(JobStore store, EventHub events) {
        this.store = store;
        this.events = events;
    }

    /** Hears of every change from now on. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** Submits a job; if one waits that would do the same, that one is returned. */
    public Job submit(JobRequest request) {
        Job job = store.add(request);
        tell(job);
        return job;
    }

    /** Calls a job off: one that waits ends at once, one that runs as soon as whoever runs it heeds it. */
    public Job cancel(TenantName tenant, String id) {
        while (true) {
            Job job = require(tenant, id);
            if (job.state().isEnd() || job.status().wanted() == Job.Wanted.NO) {
                return job;
            }
            Job.Status next = job.state() == JobState.QUEUED
                    ? job.status().ended(JobState.CANCELLED, store.now(), Optional.empty(), Optional.empty())
                    : job.status().unwanted();
            Optional<Job> changed = change(job, next);
            if (changed.isPresent()) {
                return changed.get();
            }
        }
    }

    /** A tenant's job, or {@code NOT_FOUND}. */
    public Job require(TenantName tenant, String id) {
        return store.find(id)
                .filter(job -> job.request().tenant().equals(tenant))
                .orElseThrow(() -> new HoldfastException(ErrorCode.NOT_FOUND, "there is no such job", "list the jobs"));
    }

    /** Takes a waiting job up. Empty if somebody else changed it meanwhile. */
    public Optional<Job> take(Job queued, String owner) {
        return change(queued, queued.status().taken(owner, store.now()));
    }

    /** Ends a job. Empty if somebody else changed it meanwhile. */
    public Optional<Job> succeed(Job running, Map<String, Object> result) {
        return change(running, running.status().ended(JobState.SUCCEEDED, store.now(), Optional.of(result), Optional.empty()));
    }

    /** Ends a job that failed. Empty if somebody else changed it meanwhile. */
    public Optional<Job> fail(Job running, Job.Failure why) {
        return change(running, running.status().ended(JobState.FAILED, store.now(), Optional.empty(), Optional.of(why)));
    }

    /** Ends a job that was called off while it ran. Empty if somebody else changed it meanwhile. */
    public Optional<Job> endCancelled(Job running) {
        return change(running, running.status().ended(JobState.CANCELLED, store.now(), Optional.empty(), Optional.empty()));
    }

    /** Notes how far a running job has come and makes it known. */
    public void progress(Job running, Job.Progress how) {
        store.note(running.id(), how);
        publish(running.with(running.status().with(how)));
    }

    Optional<Job> change(Job job, Job.Status next) {
        Optional<Job> changed = store.compareAndSet(job, next);
        changed.ifPresent(this::tell);
        return changed;
    }

    private void tell(Job job) {
        publish(job);
        listeners.forEach(listener -> listener.changed(job));
    }

    private void publish(Job job) {
        events.publish(new Event(Event.Topic.JOB, job.request().tenant(), JobView.of(job)));
    }
}
