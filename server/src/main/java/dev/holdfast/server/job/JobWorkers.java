package dev.holdfast.server.job;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs the server's own jobs: of each kind a few at once, and of each kind and tenant one. Thread-safe.
 *
 * <p>What ran when the server died is queued again at {@link #start}, since only one server at a time works on a database; after some
 * attempts it fails for good, as it may be what kills the server.
 */
public final class JobWorkers implements AutoCloseable {
    private static final int USUAL_PER_KIND = 2;
    private static final int MAX_ATTEMPTS = 3;

    private final JobStore store;
    private final JobQueue queue;
    private final Map<JobKind, JobHandler> handlers;
    private final Executor executor;
    private final Clock clock;
    private final String owner;
    private final Map<String, JobRun> running = new HashMap<>();
    private int perKind = USUAL_PER_KIND;
    private boolean open;

    /**
     * Workers that do nothing before {@link #start}.
     *
     * @param executor runs each job on a thread that may block
     * @param owner names this start of the server
     */
    public JobWorkers(JobStore store, JobQueue queue, List<JobHandler> handlers, Executor executor, Clock clock, String owner) {
        this.store = store;
        this.queue = queue;
        this.handlers = handlers.stream().collect(Collectors.toUnmodifiableMap(JobHandler::kind, Function.identity()));
        this.executor = executor;
        this.clock = clock;
        this.owner = owner;
    }

    /** Takes up what an earlier server left, and runs jobs from now on. */
    public void start() {
        for (Job job : store.in(JobState.RUNNING)) {
            if (handlers.containsKey(job.request().kind())) {
                takeUpAgain(job);
            }
        }
        synchronized (this) {
            open = true;
        }
        queue.listen(this::changed);
        dispatch();
    }

    private void takeUpAgain(Job job) {
        Job.Failure died = new Job.Failure("interrupted", "the server stopped while the job ran");
        if (job.status().wanted() == Job.Wanted.NO) {
            queue.endCancelled(job);
        } else if (job.status().attempts() >= MAX_ATTEMPTS) {
            queue.fail(job, died);
        } else {
            queue.change(job, job.status().queuedAgain(job.status().attempts(), Optional.of(died)));
        }
    }

    private void changed(Job job) {
        if (job.status().wanted() == Job.Wanted.NO) {
            stop(job.id());
        }
        if (job.state() == JobState.QUEUED && handlers.containsKey(job.request().kind())) {
            dispatch();
        }
    }

    private synchronized void stop(String id) {
        JobRun run = running.get(id);
        if (run != null) {
            run.stop();
        }
    }

    private synchronized void dispatch() {
        if (!open) {
            return;
        }
        for (Job job : store.in(JobState.QUEUED)) {
            if (handlers.containsKey(job.request().kind()) && hasPlaceFor(job)) {
                queue.take(job, owner).ifPresent(this::begin);
            }
        }
    }

    private boolean hasPlaceFor(Job job) {
        List<JobRequest> same = running.values().stream()
                .map(run -> run.job().request())
                .filter(request -> request.kind() == job.request().kind())
                .toList();
        return same.size() < perKind && same.stream().noneMatch(request -> request.tenant().equals(job.request().tenant()));
    }

    /** Runs at most so many of each kind from now on; those that run go on. */
    public synchronized void follow(int mostPerKind) {
        perKind = mostPerKind;
        dispatch();
    }

    private void begin(Job job) {
        JobRun run = new JobRun(job, queue, clock);
        running.put(job.id(), run);
        executor.execute(() -> execute(run));
    }

    private void execute(JobRun run) {
        try {
            settle(run, outcome(run));
        } finally {
            ended(run);
            dispatch();
        }
    }

    /** How an attempt ended: with a result or a failure. */
    private sealed interface Outcome {
        record Done(Map<String, Object> result) implements Outcome {}

        record Failed(HoldfastException why) implements Outcome {}
    }

    private Outcome outcome(JobRun run) {
        try {
            JobHandler handler = handlers.get(run.job().request().kind());
            if (handler == null) {
                throw new IllegalStateException("no handler for " + run.job().request().kind());
            }
            return new Outcome.Done(handler.run(run));
        } catch (HoldfastException e) {
            return new Outcome.Failed(e);
        } catch (RuntimeException e) {
            return new Outcome.Failed(new HoldfastException(ErrorCode.INTERNAL, "the job failed by a defect: " + e, e));
        }
    }

    /** The row may have become unwanted meanwhile, so its newest state is what is settled. */
    private void settle(JobRun run, Outcome outcome) {
        for (Optional<Job> current = current(run); current.isPresent(); current = current(run)) {
            if (settle(current.get(), outcome)) {
                return;
            }
        }
    }

    private Optional<Job> current(JobRun run) {
        return store.find(run.job().id())
                .filter(job -> job.state() == JobState.RUNNING && job.status().owner().equals(owner));
    }

    private boolean settle(Job job, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(Map<String, Object> result) -> queue.succeed(job, result).isPresent();
            case Outcome.Failed(HoldfastException why) -> settle(job, why).isPresent();
        };
    }

    private Optional<Job> settle(Job job, HoldfastException why) {
        Job.Failure failure = new Job.Failure(why.code().name().toLowerCase(Locale.ROOT), String.valueOf(why.getMessage()));
        int attempts = job.status().attempts();
        if (why.code() == ErrorCode.INTERRUPTED && job.status().wanted() == Job.Wanted.NO) {
            return queue.endCancelled(job);
        }
        if (why.code() == ErrorCode.INTERRUPTED && !isOpen()) {
            return queue.change(job, job.status().queuedAgain(attempts - 1, Optional.empty()));
        }
        if (why.kind() == ErrorKind.TRANSIENT && attempts < MAX_ATTEMPTS) {
            return queue.change(job, job.status().queuedAgain(attempts, Optional.of(failure)));
        }
        return queue.fail(job, failure);
    }

    private synchronized boolean isOpen() {
        return open;
    }

    private synchronized void ended(JobRun run) {
        running.remove(run.job().id());
        notifyAll();
    }

    /** How many jobs run now. */
    public synchronized int running() {
        return running.size();
    }

    /** Stops: jobs that heed it are queued again for the next start. Waits until all have ended. */
    @Override
    public synchronized void close() {
        open = false;
        running.values().forEach(JobRun::stop);
        boolean interrupted = false;
        while (!running.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
