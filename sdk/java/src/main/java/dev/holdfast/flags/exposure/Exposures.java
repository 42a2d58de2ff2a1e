package dev.holdfast.flags.exposure;

import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.core.time.Clock;
import dev.holdfast.flags.wire.ExposureRequest;
import dev.holdfast.flags.work.Bell;
import dev.holdfast.flags.work.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/** Notes of who saw what, until the server has them. {@link #run} belongs to one thread; the rest is thread-safe. */
public final class Exposures {
    /** Each with the pauses of {@link Waits}: the server has been away for minutes then. */
    private static final int ATTEMPTS = 8;

    private final ExposureRules rules;
    private final ExposureRequest request;
    private final Waits waits;
    private final Clock clock;
    private final BlockingQueue<Exposure> noted;
    private final Bell bell = new Bell();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder told = new LongAdder();
    private volatile boolean isEnding;

    public Exposures(ExposureRules rules, ExposureRequest request, Waits waits, Clock clock) {
        this.rules = rules;
        this.request = request;
        this.waits = waits;
        this.clock = clock;
        this.noted = new ArrayBlockingQueue<>(rules.most());
    }

    /** Takes a note, or drops it if there are too many. Never waits for the server. */
    public void note(String flag, String variant, String targetingKey) {
        if (!noted.offer(new Exposure(flag, variant, targetingKey, clock.now()))) {
            dropped.increment();
        } else if (noted.size() >= rules.batch()) {
            bell.ring();
        }
    }

    /** How many were dropped, because there were too many or the server would not have them. */
    public long dropped() {
        return dropped.sum();
    }

    /** How many the server has taken. */
    public long told() {
        return told.sum();
    }

    /** Tells the server, until {@link #end} is called and nothing is left, or the thread is interrupted. */
    public void run() {
        try {
            while (!isEnding || !noted.isEmpty()) {
                if (!isEnding && noted.size() < rules.batch()) {
                    bell.await(waits.about(rules.pause()));
                }
                tell();
            }
        } catch (InterruptedException e) {
            dropped.add(noted.size());
        }
    }

    /** Tells what is noted, and then no more. */
    public void end() {
        isEnding = true;
        bell.ring();
    }

    private void tell() throws InterruptedException {
        List<Exposure> batch = new ArrayList<>();
        noted.drainTo(batch, rules.batch());
        if (batch.isEmpty()) {
            return;
        }
        boolean isTaken = false;
        try {
            byte[] body = CanonicalJson.bytes(Map.of("exposures", batch.stream().map(Exposure::json).toList()));
            isTaken = isTaken(body);
        } finally {
            (isTaken ? told : dropped).add(batch.size());
        }
    }

    private boolean isTaken(byte[] body) throws InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            switch (request.send(body)) {
                case ExposureRequest.Outcome.Taken taken -> {
                    return true;
                }
                case ExposureRequest.Outcome.Refused refused -> {
                    return false;
                }
                case ExposureRequest.Outcome.Failed(Duration notBefore) -> pause(attempt, notBefore);
            }
        }
        return false;
    }

    private void pause(int attempt, Duration notBefore) throws InterruptedException {
        Duration wait = waits.after(attempt);
        long untilNanos = clock.monotonicNanos() + (wait.compareTo(notBefore) > 0 ? wait : notBefore).toNanos();
        for (long left = untilNanos - clock.monotonicNanos(); left > 0; left = untilNanos - clock.monotonicNanos()) {
            bell.await(Duration.ofNanos(left));
        }
    }
}
