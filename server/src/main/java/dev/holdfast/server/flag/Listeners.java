package dev.holdfast.server.flag;

import dev.holdfast.server.api.Outlet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** All who listen to one feed. Thread-safe; nothing here waits for any of them. */
final class Listeners {
    private final Set<Listener> present = ConcurrentHashMap.newKeySet();
    private final Supplier<Notice> latest;
    private volatile State state = State.OPEN;

    private enum State {
        OPEN,
        CLOSED
    }

    Listeners(Supplier<Notice> latest) {
        this.latest = latest;
    }

    void add(Outlet outlet, BooleanSupplier mayListen, Listener.Greeting greeting) {
        Listener listener = new Listener(outlet, mayListen, latest);
        present.add(listener);
        listener.greet(greeting);
        // What was published before it was among those present has not been told to it.
        listener.tell();
        if (state == State.CLOSED) {
            listener.leave();
        }
    }

    int count() {
        return present.size();
    }

    void tell() {
        each(Listener::tell);
    }

    void beat() {
        each(Listener::beat);
    }

    void close() {
        state = State.CLOSED;
        each(Listener::leave);
    }

    private void each(Consumer<Listener> act) {
        present.forEach(act);
        present.removeIf(Listener::isGone);
    }
}
