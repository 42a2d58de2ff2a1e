package dev.holdfast.flags;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.core.time.Clock;
import dev.holdfast.flags.wire.Notice;
import dev.holdfast.flags.wire.NoticeStream;
import dev.holdfast.flags.work.Bell;
import dev.holdfast.flags.work.Waits;
import java.time.Duration;
import java.util.Optional;

/** Keeps a stream of notices open, and passes on what they mean. {@link #run} belongs to one thread. */
final class Listening {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

    private final NoticeStream stream;
    private final Holder holder;
    private final Refresher refresher;
    private final Waits waits;
    private final Clock clock;
    private final Bell never = new Bell();

    Listening(NoticeStream stream, Holder holder, Refresher refresher, Waits waits, Clock clock) {
        this.stream = stream;
        this.holder = holder;
        this.refresher = refresher;
        this.waits = waits;
        this.clock = clock;
    }

    /** Listens until the thread is interrupted. */
    void run() {
        int failures = 0;
        try {
            while (true) {
                Opened opened = new Opened();
                NoticeStream.End end = stream.listen(holder.known().published(), opened);
                if (opened.isOpen) {
                    refresher.listening(false);
                }
                failures = opened.lasted() ? 1 : failures + 1;
                Duration wait = waits.after(failures);
                never.await(wait.compareTo(end.notBefore()) > 0 ? wait : end.notBefore());
            }
        } catch (InterruptedException e) {
            // The client is closed.
        }
    }

    /** One stream. */
    private final class Opened implements NoticeStream.Listener {
        private volatile boolean isOpen;
        private volatile long sinceNanos;

        @Override
        public void opened() {
            sinceNanos = clock.monotonicNanos();
            isOpen = true;
            refresher.listening(true);
        }

        @Override
        public void heard(Notice notice) {
            switch (notice) {
                case Notice.Ask ask -> refresher.ring();
                case Notice.Present(FlagsVersion version) -> present(version);
            }
        }

        private void present(FlagsVersion version) {
            Optional<FlagsVersion> ours = holder.known().published();
            if (ours.filter(known -> known.digest().equals(version.digest())).isEmpty()) {
                refresher.ring();
            }
        }

        boolean lasted() {
            return isOpen && clock.monotonicNanos() - sinceNanos > LONG_ENOUGH.toNanos();
        }
    }
}
