package dev.holdfast.flags;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Hears what happens to flags, in its order. */
public final class Ears implements Consumer<FlagsEvent> {
    /** Times that make a test quick; questions come mostly by {@link Flags#refresh}. */
    public static final Timing QUICK = timing(Duration.ofMinutes(1));

    private final BlockingQueue<FlagsEvent> events = new LinkedBlockingQueue<>();

    public static Timing timing(Duration poll) {
        return new Timing(
                poll,
                Duration.ofMinutes(1),
                Duration.ofMillis(1500),
                Duration.ofSeconds(30),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(10));
    }

    @Override
    public void accept(FlagsEvent event) {
        events.add(event);
    }

    /** The next event like this one, after all that came before it. */
    public FlagsEvent await(Predicate<FlagsEvent> wanted) throws InterruptedException {
        List<FlagsEvent> others = new ArrayList<>();
        while (true) {
            FlagsEvent event = events.poll(20, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("it did not happen; this did: " + others);
            }
            if (wanted.test(event)) {
                return event;
            }
            others.add(event);
        }
    }

    public void await(FlagsState state) throws InterruptedException {
        await(event -> event instanceof FlagsEvent.Became became && became.state() == state);
    }

    public FlagsEvent.Changed awaitChange() throws InterruptedException {
        return (FlagsEvent.Changed) await(FlagsEvent.Changed.class::isInstance);
    }
}
