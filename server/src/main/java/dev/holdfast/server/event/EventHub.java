package dev.holdfast.server.event;

import dev.holdfast.server.tenant.TenantName;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Passes events on to whoever watches at the moment. A watcher that falls behind loses the oldest. Once the hub is closed nobody has to
 * wait any more. Thread-safe.
 */
public final class EventHub implements AutoCloseable {
    private static final int QUEUE = 256;

    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Tells all who watch the event's tenant and topic; never waits. */
    public void publish(Event event) {
        for (Subscription subscription : subscriptions) {
            subscription.offer(event);
        }
    }

    /** Ends all waiting, now and later: the server stops. */
    @Override
    public void close() {
        closed = true;
        subscriptions.forEach(Subscription::wake);
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return closed;
    }

    /** Watches topics of a tenant until it is closed. */
    public Subscription subscribe(TenantName tenant, Set<Event.Topic> topics) {
        Subscription subscription = new Subscription(tenant, Set.copyOf(topics));
        subscriptions.add(subscription);
        return subscription;
    }

    /** How many watch now. */
    public int watchers() {
        return subscriptions.size();
    }

    /** One watcher. Read by one thread. */
    public final class Subscription implements AutoCloseable {
        private final TenantName tenant;
        private final Set<Event.Topic> topics;
        // An empty one wakes the reader up without telling it anything.
        private final BlockingQueue<Optional<Event>> queue = new LinkedBlockingQueue<>(QUEUE);

        private Subscription(TenantName tenant, Set<Event.Topic> topics) {
            this.tenant = tenant;
            this.topics = topics;
        }

        private void offer(Event event) {
            if (!event.tenant().equals(tenant) || !topics.contains(event.topic())) {
                return;
            }
            put(Optional.of(event));
        }

        private void wake() {
            put(Optional.empty());
        }

        private void put(Optional<Event> event) {
            while (!queue.offer(event)) {
                queue.poll();
            }
        }

        /** The next event, or empty if none came within the time or the hub was closed. */
        public Optional<Event> next(long timeoutMillis) throws InterruptedException {
            Optional<Event> next = queue.poll(closed ? 0 : timeoutMillis, TimeUnit.MILLISECONDS);
            return next == null ? Optional.empty() : next;
        }

        @Override
        public void close() {
            subscriptions.remove(this);
        }
    }
}
