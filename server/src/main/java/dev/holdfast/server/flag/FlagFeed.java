package dev.holdfast.server.flag;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Outlet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The flags of one environment as they are served: the present rule set, those before it for as long as somebody may ask for them by name, and
 * who listens for the next. Has no thread of its own: whoever publishes calls {@link #changed}, and something calls {@link #beat} now and then.
 * Thread-safe.
 */
public final class FlagFeed implements AutoCloseable {
    /** How often {@link #beat} is called: proxies and browsers give up on a connection that says nothing for longer. */
    public static final long BEAT_MILLIS = 15_000;

    private static final int HELD = 8;
    private static final long HELD_CHARACTERS = 32 << 20;
    private static final long REFRESH_PAUSE_NANOS = 20_000_000;

    private final FlagSource source;
    private final Clock clock;
    private final Function<Call, Keeping> keeping;
    private final Listeners listeners = new Listeners(() -> served().notice());
    private final Object refreshing = new Object();
    private long refreshedNanos;
    /** The latest first. */
    private volatile List<ServedRules> held;

    /** What depends on the rules and on who asks alone. */
    public FlagFeed(FlagSource source, Clock clock) {
        this(source, clock, call -> Keeping.NONE);
    }

    /** {@code keeping} says what those whom a call is about keep; it is asked for each call, so it answers from memory. */
    public FlagFeed(FlagSource source, Clock clock, Function<Call, Keeping> keeping) {
        this.source = source;
        this.keeping = keeping;
        this.clock = clock;
        this.refreshedNanos = clock.monotonicNanos() - REFRESH_PAUSE_NANOS;
        this.held = List.of(new ServedRules(source.current(), clock));
    }

    /** The rule set in force. */
    public RuleSet rules() {
        return served().rules();
    }

    /** The rule set in force, looked for again if this is the value of a header that names a newer one. */
    public RuleSet rules(Optional<String> known) {
        return served(known).rules();
    }

    /** How many listen. */
    public int listening() {
        return listeners.count();
    }

    /** Looks at the source, and tells what is new: for sources that say nothing by themselves. */
    public void look() {
        source.refresh();
        changed();
    }

    /** Tells all who listen if there is a version that they have not heard of. */
    public void changed() {
        served();
        listeners.tell();
    }

    /** Tells all who listen that the connection lives. */
    public void beat() {
        listeners.beat();
    }

    /** Ends all connections of those who listen: the server stops. */
    @Override
    public void close() {
        listeners.close();
    }

    void listen(Outlet outlet, BooleanSupplier mayListen, Listener.Greeting greeting) {
        listeners.add(outlet, mayListen, greeting);
    }

    ServedRules served() {
        ServedRules now = held.getFirst();
        return now.rules() == source.current() ? now : taken();
    }

    /** What to answer somebody who has the version that a header or parameter names. */
    ServedRules served(Optional<String> known) {
        ServedRules now = served();
        if (isAhead(known, now)) {
            refresh();
            return served();
        }
        return now;
    }

    /** The same for an answer that is wanted at once: says so if finding it out may take long. */
    ServedRules served(Optional<String> known, Call call) {
        ServedRules now = held.getFirst();
        if (now.rules() != source.current() || isAhead(known, now)) {
            call.mayTakeLong();
        }
        return served(known);
    }

    /** What those whom a call is about keep. */
    Keeping keeping(Call call) {
        return keeping.apply(call);
    }

    private static boolean isAhead(Optional<String> known, ServedRules now) {
        return known.isPresent() && known.flatMap(FlagsVersion::read).filter(version -> isNews(version, now.rules().version())).isPresent();
    }

    /** The same content is no news, whatever its number: two servers that read the same file may count differently. */
    private static boolean isNews(FlagsVersion version, FlagsVersion ours) {
        return version.compareTo(ours) > 0 && !version.digest().equals(ours.digest());
    }

    /** The rules with exactly the content of this version, if they are still or already known. */
    Optional<ServedRules> exactly(FlagsVersion version, Call call) {
        served(Optional.of(version.toString()), call);
        return held.stream().filter(one -> one.rules().version().digest().equals(version.digest())).findFirst();
    }

    private synchronized ServedRules taken() {
        RuleSet current = source.current();
        ServedRules latest = held.getFirst();
        if (latest.rules() == current) {
            return latest;
        }
        ServedRules next = latest.followedBy(current);
        held = followedBy(next);
        return next;
    }

    private List<ServedRules> followedBy(ServedRules next) {
        List<ServedRules> all = new ArrayList<>(List.of(next, held.getFirst()));
        long characters = (long) next.rules().json().length() + held.getFirst().rules().json().length();
        for (ServedRules older : held.subList(1, held.size())) {
            characters += older.rules().json().length();
            if (all.size() < HELD && characters <= HELD_CHARACTERS) {
                all.add(older);
            }
        }
        return List.copyOf(all);
    }

    /** However many want it and whatever versions they invent, the source is asked one at a time and with a pause between. */
    private void refresh() {
        long cameNanos = clock.monotonicNanos();
        synchronized (refreshing) {
            long begunNanos = clock.monotonicNanos();
            boolean doneMeanwhile = refreshedNanos - cameNanos > 0;
            if (doneMeanwhile || begunNanos - refreshedNanos < REFRESH_PAUSE_NANOS) {
                return;
            }
            source.refresh();
            refreshedNanos = begunNanos;
        }
        changed();
    }
}
