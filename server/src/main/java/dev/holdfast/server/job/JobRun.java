package dev.holdfast.server.job;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One attempt at a job, as its handler sees it. Progress is reported by one thread; the rest is thread-safe. */
public final class JobRun {
    private static final long REPORT_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Job job;
    private final JobQueue queue;
    private final Clock clock;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private boolean reported;
    private long reportedAtNanos;

    JobRun(Job job, JobQueue queue, Clock clock) {
        this.job = job;
        this.queue = queue;
        this.clock = clock;
    }

    public Job job() {
        return job;
    }

    /** Tells how far the job has come, as often as it likes: little enough of it is passed on. Fails if the job has to stop. */
    public void progress(long done, long total, String unit) {
        checkWanted();
        long now = clock.monotonicNanos();
        if (!reported || now - reportedAtNanos >= REPORT_EVERY_NANOS) {
            reported = true;
            reportedAtNanos = now;
            queue.progress(job, new Job.Progress(done, total, unit));
        }
    }

    /** Fails with {@code INTERRUPTED} if the job has to stop, because it was cancelled or the server stops. */
    public void checkWanted() {
        if (stopped.get()) {
            throw new HoldfastException(ErrorCode.INTERRUPTED, "the job was stopped");
        }
    }

    void stop() {
        stopped.set(true);
    }
}
