package dev.holdfast.flags;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.core.time.Clock;
import dev.holdfast.flags.wire.Fetched;
import dev.holdfast.flags.wire.RulesRequest;
import dev.holdfast.flags.work.Bell;
import dev.holdfast.flags.work.Waits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks the server, one question at a time: regularly, and when somebody rings. A ring during a question leads to one more after it. A server
 * that asks to be left alone is left alone, whoever rings. {@link #run} belongs to one thread; the rest is thread-safe.
 */
final class Refresher {
    /** However many ring, and whatever versions strangers invent. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

    private final RulesRequest request;
    private final Holder holder;
    private final Timing timing;
    private final Waits waits;
    private final Clock clock;
    private final Bell bell = new Bell();
    private final Rounds rounds = new Rounds();
    private final AtomicReference<Optional<FlagsVersion>> wanted = new AtomicReference<>(Optional.empty());
    private volatile boolean isUrgent;
    private volatile boolean isListening;
    private volatile long notBeforeNanos;
    private int failures;

    Refresher(RulesRequest request, Holder holder, Timing timing, Waits waits, Clock clock) {
        this.request = request;
        this.holder = holder;
        this.timing = timing;
        this.waits = waits;
        this.clock = clock;
        this.notBeforeNanos = clock.monotonicNanos();
    }

    /** Asks until the thread is interrupted. */
    void run() {
        try {
            while (true) {
                Optional<String> trouble = ask();
                failures = trouble.isPresent() ? failures + 1 : 0;
                pause();
            }
        } catch (InterruptedException e) {
            // The client is closed.
        }
    }

    private Optional<String> ask() throws InterruptedException {
        isUrgent = false;
        rounds.begin();
        try {
            Optional<FlagsVersion> looked = wanted.getAndSet(Optional.empty());
            Fetched fetched = request.ask(holder.known().published(), looked);
            Duration rest = fetched instanceof Fetched.Failed failed ? failed.notBefore() : Duration.ZERO;
            notBeforeNanos = clock.monotonicNanos() + Math.max(rest.toNanos(), SHORTEST_PAUSE.toNanos());
            return holder.take(fetched);
        } finally {
            rounds.end();
        }
    }

    private void pause() throws InterruptedException {
        Duration poll = isListening ? timing.pollWhileListening() : timing.poll();
        boolean rung = bell.await(failures == 0 ? waits.about(poll) : waits.after(failures));
        long spreadUntilNanos = clock.monotonicNanos() + (rung ? waits.upTo(timing.noticeSpread()).toNanos() : 0);
        while (!isUrgent && spreadUntilNanos - clock.monotonicNanos() > 0) {
            bell.await(Duration.ofNanos(spreadUntilNanos - clock.monotonicNanos()));
        }
        while (restNanos() > 0) {
            bell.await(Duration.ofNanos(restNanos()));
        }
    }

    private long restNanos() {
        return notBeforeNanos - clock.monotonicNanos();
    }

    /** There may be something new. */
    void ring() {
        bell.ring();
    }

    /** Whether the server says by itself when there is something new. */
    void listening(boolean now) {
        isListening = now;
        bell.ring();
    }

    /**
     * Waits for the end of a question that begins from now on.
     *
     * @param version what to look for; empty for whatever there is
     * @return false if there was none in this time
     */
    boolean await(Optional<FlagsVersion> version, Duration longest) {
        if (restNanos() > longest.toNanos()) {
            return false;
        }
        version.ifPresent(one -> wanted.updateAndGet(other -> other.filter(it -> it.compareTo(one) >= 0).isPresent() ? other : version));
        long next = rounds.next();
        isUrgent = true;
        bell.ring();
        try {
            return rounds.await(next, longest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits for the end of the first question. */
    boolean awaitFirst(Duration longest) throws InterruptedException {
        return rounds.await(1, longest);
    }
}
