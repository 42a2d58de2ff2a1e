package dev.holdfast.testkit.simulator;

import dev.holdfast.core.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Virtual time: each operation takes a second. */
final class StepClock implements Clock {
    private final Scheduler scheduler;

    StepClock(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusSeconds(scheduler.steps());
    }

    @Override
    public long monotonicNanos() {
        return TimeUnit.SECONDS.toNanos(scheduler.steps());
    }
}
