package dev.holdfast.server.flag;

import dev.holdfast.server.api.Outlet;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Somebody who wants to know of new versions. A listener that is slow hears of the last version only, and nothing is kept for it meanwhile.
 * Thread-safe.
 */
final class Listener implements Outlet.Progress {
    private static final byte[] BEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);
    private static final int BEATS_BETWEEN_CHECKS = 4;

    private final Outlet outlet;
    private final BooleanSupplier mayListen;
    private final Supplier<Notice> latest;
    private Notice told;
    private int beats;
    private State state = State.FREE;

    private enum State {
        /** Nothing is being sent. */
        FREE,
        SENDING,
        /** Something is being sent, and that is the last. */
        LEAVING,
        GONE
    }

    /**
     * A listener that was told nothing yet.
     *
     * @param mayListen whether it still may
     * @param latest what there is to tell at present
     */
    Listener(Outlet outlet, BooleanSupplier mayListen, Supplier<Notice> latest) {
        this.outlet = outlet;
        this.mayListen = mayListen;
        this.latest = latest;
        this.told = latest.get();
    }

    /** Says which version there is. */
    void greet(Greeting greeting) {
        if (take()) {
            outlet.send(greeting == Greeting.BACK ? told.change() : told.greeting(), this);
        }
    }

    /** Who is greeted. */
    enum Greeting {
        /** Somebody who heard nothing before. */
        NEW,
        /** Somebody who heard of another version before the connection broke, and has to ask. */
        BACK
    }

    /** Tells the latest version, unless that is known. */
    void tell() {
        Notice notice = latest.get();
        if (claim(notice)) {
            outlet.send(notice.change(), this);
        }
    }

    /** Shows that the connection lives; whoever may not listen any more is shown out. Called by one thread. */
    void beat() {
        beats++;
        if (beats % BEATS_BETWEEN_CHECKS == 0 && !mayListen.getAsBoolean()) {
            leave();
        } else if (take()) {
            outlet.send(BEAT, this);
        }
    }

    /** Ends the connection, after what is being sent. */
    void leave() {
        if (isLeavingNow()) {
            outlet.end();
        }
    }

    synchronized boolean isGone() {
        return state == State.GONE;
    }

    @Override
    public void sent() {
        if (isLastSent()) {
            outlet.end();
        } else {
            tell();
        }
    }

    @Override
    public synchronized void lost() {
        state = State.GONE;
    }

    private synchronized boolean claim(Notice notice) {
        boolean news = !told.version().equals(notice.version()) && take();
        if (news) {
            told = notice;
        }
        return news;
    }

    private synchronized boolean take() {
        boolean free = state == State.FREE;
        if (free) {
            state = State.SENDING;
        }
        return free;
    }

    private synchronized boolean isLeavingNow() {
        boolean now = state == State.FREE;
        switch (state) {
            case FREE -> state = State.GONE;
            case SENDING -> state = State.LEAVING;
            case LEAVING, GONE -> {}
        }
        return now;
    }

    private synchronized boolean isLastSent() {
        boolean last = state == State.LEAVING;
        state = last ? State.GONE : State.FREE;
        return last;
    }
}
