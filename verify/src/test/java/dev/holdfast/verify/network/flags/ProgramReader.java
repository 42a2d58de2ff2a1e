package dev.holdfast.verify.network.flags;

import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.flags.Flags;
import dev.holdfast.flags.FlagsOptions;
import dev.holdfast.flags.FlagsState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program with the Java client, which keeps a copy and can be started anew. */
final class ProgramReader implements Reader, AutoCloseable {
    /** What the client gives if it knows nothing. No publisher counts to it. */
    private static final long DEFAULT = -1;
    /** A read that asks the server, or waits for something that does, takes longer where the server is away. */
    private static final long LONGEST_READ_NANOS = Duration.ofSeconds(2).toNanos();
    private static final EvaluationContext ANN = new EvaluationContext(Map.of("targetingKey", "ann"));

    private final String name;
    private final FlagsOptions options;
    private final List<String> numbers;
    private final Watch watch;
    private final Sightings sightings;
    private final Forward forward;
    private Flags flags;
    private volatile long reads;
    private boolean isKnown;

    ProgramReader(String name, FlagsOptions options, List<String> numbers, Watch watch, Sightings sightings) {
        this.name = name;
        this.options = options;
        this.numbers = List.copyOf(numbers);
        this.watch = watch;
        this.sightings = sightings;
        this.forward = new Forward(name, watch);
        this.flags = Flags.open(options);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long sequence() {
        return forward.sequence();
    }

    long reads() {
        return reads;
    }

    synchronized FlagsState state() {
        return flags.state();
    }

    /** Ends the program and starts it again: it begins with what it knew, before anybody can have told it anything. */
    synchronized void restart() {
        long before = forward.sequence();
        flags.close();
        flags = Flags.open(options);
        long first = flags.version().map(FlagsVersion::sequence).orElse(0L);
        if (first < before) {
            watch.wrong(name + " had version " + before + " and was started again with " + first);
        }
    }

    @Override
    public synchronized void take() {
        for (String flag : numbers) {
            read(flag);
        }
        reads++;
    }

    private void read(String flag) {
        Optional<FlagsVersion> before = flags.version();
        long beganNanos = System.nanoTime();
        long value = (long) flags.number(flag, DEFAULT, ANN);
        long tookNanos = System.nanoTime() - beganNanos;
        if (tookNanos > LONGEST_READ_NANOS) {
            watch.wrong(name + " needed " + tookNanos / 1_000_000 + " ms to read " + flag);
        }
        Optional<FlagsVersion> after = flags.version();
        forward.to(before);
        forward.to(after);
        isKnown |= value != DEFAULT;
        if (isKnown && value == DEFAULT) {
            watch.wrong(name + " read the default of " + flag + " though its value was known");
        }
        if (before.isPresent() && before.equals(after)) {
            sightings.saw(name, before.get(), flag, value);
        }
    }

    @Override
    public synchronized void close() {
        flags.close();
    }
}
