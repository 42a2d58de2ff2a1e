package dev.holdfast.flags;

import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagType;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.flags.exposure.Exposures;
import dev.holdfast.flags.sticky.StickyRules;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The flags of one environment, in memory. Reading never waits, never throws and never asks the server; what was known last holds until there is
 * something newer. One object serves the whole program. Thread-safe; readers share no lock.
 */
public final class Flags implements FlagReading, AutoCloseable {
    /** Metadata: the server could not be asked which variant is kept, so that this one is by the rule. */
    public static final String KEPT_UNKNOWN = "keptUnknown";

    private final Holder holder;
    private final Listeners listeners;
    private final Refresher refresher;
    private final Background background;

    private Flags(Holder holder, Listeners listeners, Refresher refresher, Background background) {
        this.holder = holder;
        this.listeners = listeners;
        this.refresher = refresher;
        this.background = background;
    }

    /** Begins to read the flags, and returns at once: until the server has answered, the copy on disk or the defaults hold. */
    public static Flags open(FlagsOptions options) {
        return open(options, event -> {});
    }

    /** The same, for somebody who is told all that happens from the beginning; see {@link #subscribe}. */
    public static Flags open(FlagsOptions options, Consumer<FlagsEvent> listener) {
        return open(options, listener, Clock.system(), Entropy.system());
    }

    /** The same, with a clock and randomness of one's own. */
    public static Flags open(FlagsOptions options, Consumer<FlagsEvent> listener, Clock clock, Entropy entropy) {
        Listeners listeners = new Listeners(Listeners.Logging.DONE);
        listeners.add(listener);
        return open(options, listeners, clock, entropy);
    }

    /** The same for a program with a log of its own: the listener is told everything, and nothing goes to the platform's log. */
    public static Flags openUnlogged(FlagsOptions options, Consumer<FlagsEvent> listener) {
        Listeners listeners = new Listeners(Listeners.Logging.LEFT_TO_LISTENERS);
        listeners.add(listener);
        return open(options, listeners, Clock.system(), Entropy.system());
    }

    private static Flags open(FlagsOptions options, Listeners listeners, Clock clock, Entropy entropy) {
        Background background = new Background(options, clock, entropy);
        Holder holder = background.holder(listeners);
        holder.recall();
        Refresher refresher = background.start(holder);
        return new Flags(holder, listeners, refresher, background);
    }

    /**
     * Waits until the server has answered or failed to for the first time.
     *
     * @return false if it has not by then; flags can be read all the same
     */
    public boolean await(Duration longest) throws InterruptedException {
        return refresher.awaitFirst(longest);
    }

    /** How far what is read can be trusted. */
    public FlagsState state() {
        return holder.state();
    }

    /** The rules that hold. */
    public RuleSet rules() {
        return holder.known().rules();
    }

    /** The version that holds; empty if no server has given one yet. */
    public Optional<FlagsVersion> version() {
        return holder.known().published();
    }

    /** Whether there are any rules at all: the server's, those of a copy, or defaults. */
    public boolean isKnown() {
        return holder.known().origin() != Known.Origin.NOWHERE;
    }

    /** What a flag gives, with the reason. Never throws, whatever the context holds. */
    @Override
    public Evaluation evaluate(String flag, FlagType wanted, EvaluationContext context) {
        Evaluation evaluation = Reading.evaluate(holder.known().evaluator(), flag, wanted, context);
        background.exposures().ifPresent(some -> Reading.note(some, evaluation, context));
        return evaluation;
    }

    /**
     * Reads the same flags, and gives units the variants that they keep while experiments with sticky assignment run. The first reading for a unit asks
     * the server and waits for it, though never longer than the rules say; who reads often makes one of these and keeps it. Where a variant is kept,
     * metadata has {@link Evaluation#KEPT}; where the server could not be asked, {@link #KEPT_UNKNOWN}, and the rule decides.
     */
    public FlagReading sticky(StickyRules rules) {
        return new StickyReading(() -> holder.known().evaluator(), background.sticky(rules), background.exposures());
    }

    /**
     * Asks the server now, and waits for the answer: for operations that must not go by old rules. Flags are read without it.
     *
     * @param version what somebody else has, which the server looks for; empty for whatever there is
     * @return false if there was no answer in this time, or the server wants to be left alone for longer
     */
    public boolean refresh(Optional<FlagsVersion> version, Duration longest) {
        return refresher.await(version, longest);
    }

    /** Tells a listener what happens from now on, on a thread of the client, which it must not hold up. Closing the subscription ends that. */
    public Subscription subscribe(Consumer<FlagsEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** What ends being told. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** How many exposures were dropped since the beginning. */
    public long droppedExposures() {
        return background.exposures().map(Exposures::dropped).orElse(0L);
    }

    /** Ends everything that goes on in the background; exposures get a moment to be told. Flags can still be read as they were. */
    @Override
    public void close() {
        background.close();
    }
}
