package dev.holdfast.flags;

import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.flags.exposure.Exposures;
import dev.holdfast.flags.kept.LastKnown;
import dev.holdfast.flags.sticky.StickyRules;
import dev.holdfast.flags.sticky.StickyVariants;
import dev.holdfast.flags.wire.AssignmentRequest;
import dev.holdfast.flags.wire.ExposureRequest;
import dev.holdfast.flags.wire.FlagsHttp;
import dev.holdfast.flags.wire.NoticeStream;
import dev.holdfast.flags.wire.RulesRequest;
import dev.holdfast.flags.work.FlagThreads;
import dev.holdfast.flags.work.Waits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What goes on while flags are read: two threads, a third one for exposures, and the connections. */
final class Background implements AutoCloseable {
    private static final Duration TO_TELL = Duration.ofSeconds(2);
    private static final Duration TO_END = Duration.ofSeconds(2);

    private final FlagsOptions options;
    private final Clock clock;
    private final Waits waits;
    private final FlagsHttp http;
    private final Optional<Exposures> exposures;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile @Nullable Thread telling;

    Background(FlagsOptions options, Clock clock, Entropy entropy) {
        Timing timing = options.timing();
        this.options = options;
        this.clock = clock;
        this.waits = new Waits(timing.firstWait(), timing.longestWait(), entropy);
        this.http = new FlagsHttp(options.endpoint());
        this.exposures = options.exposures().map(rules -> new Exposures(rules, new ExposureRequest(http, clock, timing.answer()), waits, clock));
    }

    Holder holder(Listeners listeners) {
        Known first = options.defaults().map(document -> Known.defaults(document, clock)).orElseGet(() -> Known.nothing(clock));
        return new Holder(first, options.lastKnown().map(file -> new LastKnown(file, options.endpoint().address())), listeners);
    }

    Optional<Exposures> exposures() {
        return exposures;
    }

    StickyVariants sticky(StickyRules rules) {
        return new StickyVariants(rules, new AssignmentRequest(http, clock), clock);
    }

    Refresher start(Holder holder) {
        Timing timing = options.timing();
        Refresher refresher = new Refresher(new RulesRequest(http, clock, timing.answer()), holder, timing, waits, clock);
        Listening listening = new Listening(new NoticeStream(http, clock, timing.silence()), holder, refresher, waits, clock);
        threads.add(FlagThreads.start("refresh", refresher::run));
        threads.add(FlagThreads.start("listen", listening::run));
        exposures.ifPresent(some -> telling = FlagThreads.start("exposures", some::run));
        return refresher;
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        try {
            Thread teller = telling;
            if (teller != null) {
                exposures.ifPresent(Exposures::end);
                teller.join(TO_TELL);
                teller.interrupt();
            }
            http.close();
            for (Thread thread : threads) {
                thread.join(TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            http.close();
        }
    }
}
