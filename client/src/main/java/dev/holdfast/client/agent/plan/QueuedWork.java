package dev.holdfast.client.agent.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * Work with its place in the queue.
 *
 * @param id its own, never used twice
 * @param task the server's task it belongs to, if the server asked for it
 * @param consent whether somebody at the machine has to agree
 * @param failures how many attempts have failed
 * @param notBefore when it may begin
 * @param started when the attempt began that runs now, if one runs
 */
public record QueuedWork(
        String id, Work work, Optional<String> task, Consent consent, int failures, Instant notBefore, Optional<Instant> started) {

    /** Whether work may be done at all. */
    public enum Consent {
        GIVEN,
        AWAITED
    }

    public boolean isRunning() {
        return started.isPresent();
    }

    /** Whether it would begin at {@code now} if its lane were free. */
    public boolean isReady(Instant now) {
        return !isRunning() && consent == Consent.GIVEN && !notBefore.isAfter(now);
    }

    /** Whether it is a backup by this schedule that nobody asked for. */
    boolean isScheduled(String schedule) {
        return task.isEmpty() && work instanceof Work.Backup backup && backup.schedule().equals(schedule);
    }

    QueuedWork begun(Instant now) {
        return new QueuedWork(id, work, task, consent, failures, notBefore, Optional.of(now));
    }

    QueuedWork waiting(int failed, Instant until) {
        return new QueuedWork(id, work, task, consent, failed, until, Optional.empty());
    }

    QueuedWork agreed() {
        return new QueuedWork(id, work, task, Consent.GIVEN, failures, notBefore, started);
    }
}
