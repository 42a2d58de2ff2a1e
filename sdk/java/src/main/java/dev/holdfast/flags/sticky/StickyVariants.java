package dev.holdfast.flags.sticky;

import dev.holdfast.core.time.Clock;
import dev.holdfast.flags.wire.AssignmentRequest;
import dev.holdfast.flags.wire.AssignmentRequest.Answer;
import dev.holdfast.flags.wire.AssignmentRequest.Question;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The variants that units keep, as far as the server was asked. Thread-safe. */
public final class StickyVariants {
    /** Questions under way; more wait for one of them, within their deadline. */
    private static final int AT_ONCE = 32;

    /** After a failure nobody is kept waiting for so long. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final StickyRules rules;
    private final AssignmentRequest request;
    private final Clock clock;
    private final Semaphore asking = new Semaphore(AT_ONCE);
    private final AtomicLong quietUntilNanos;
    /** The ones that were asked for least lately are forgotten first. */
    private final Map<Key, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
            return size() > rules.most();
        }
    };

    private record Key(String flag, String unit) {}

    private record Known(Answer answer, long untilNanos) {}

    public StickyVariants(StickyRules rules, AssignmentRequest request, Clock clock) {
        this.rules = rules;
        this.request = request;
        this.clock = clock;
        this.quietUntilNanos = new AtomicLong(clock.monotonicNanos());
    }

    public StickyRules rules() {
        return rules;
    }

    /** What a unit keeps: from memory, or as the server says now. While the server cannot be asked, what it said last goes on holding. */
    public Answer of(Question question) {
        Key key = new Key(question.flag(), question.unit());
        Known before = find(key);
        long nowNanos = clock.monotonicNanos();
        if (before != null && before.untilNanos() - nowNanos > 0) {
            return before.answer();
        }
        Answer answer = quietUntilNanos.get() - nowNanos > 0 ? new Answer.Failed(Duration.ZERO) : asked(question);
        if (answer instanceof Answer.Failed) {
            return before == null ? answer : before.answer();
        }
        put(key, new Known(answer, clock.monotonicNanos() + rules.lasting().toNanos()));
        return answer;
    }

    private Answer asked(Question question) {
        long endNanos = clock.monotonicNanos() + rules.deadline().toNanos();
        try {
            if (!asking.tryAcquire(rules.deadline().toNanos(), TimeUnit.NANOSECONDS)) {
                return new Answer.Failed(Duration.ZERO);
            }
            try {
                Answer answer = request.ask(question, Duration.ofNanos(Math.max(1, endNanos - clock.monotonicNanos())));
                if (answer instanceof Answer.Failed failed) {
                    rest(failed.notBefore());
                }
                return answer;
            } finally {
                asking.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed(Duration.ZERO);
        }
    }

    private void rest(Duration notBefore) {
        Duration rest = notBefore.compareTo(PAUSE) > 0 ? notBefore : PAUSE;
        quietUntilNanos.set(clock.monotonicNanos() + rest.toNanos());
    }

    private @Nullable Known find(Key key) {
        synchronized (known) {
            return known.get(key);
        }
    }

    private void put(Key key, Known next) {
        synchronized (known) {
            known.put(key, next);
        }
    }
}
