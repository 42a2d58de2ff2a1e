package dev.holdfast.verify.network.flags;

import dev.holdfast.control.flag.FlagsVersion;
import java.util.Optional;

/** The versions that one reader sees, which never go back. For one thread that sees; {@link #sequence} may be asked by all. */
final class Forward {
    private final String who;
    private final Watch watch;
    private volatile long sequence;

    Forward(String who, Watch watch) {
        this.who = who;
        this.watch = watch;
    }

    void to(Optional<FlagsVersion> version) {
        long next = version.map(FlagsVersion::sequence).orElse(0L);
        if (next < sequence) {
            watch.wrong(who + " went back from version " + sequence + " to " + next);
        }
        sequence = next;
    }

    /** The number of the last one. */
    long sequence() {
        return sequence;
    }
}
