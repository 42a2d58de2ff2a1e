package dev.holdfast.server.event;

import dev.holdfast.server.tenant.TenantName;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Passes events on to whoever watches at the moment. A watcher that falls behind loses the oldest. Thread-safe. */
public final class EventHub {
    private static final int QUEUE = 256;

    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

    /** Tells all who watch the event's tenant and topic; never waits. */
    public void publish(Event event) {
        for (Subscription subscription : subscriptions) {
            subscription.offer(event);
        }
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
        private final BlockingQueue<Event> queue = new LinkedBlockingQueue<>(QUEUE);

        private Subscription(TenantName tenant, Set<Event.Topic> topics) {
            this.tenant = tenant;
            this.topics = topics;
        }

        private void offer(Event event) {
            if (!event.tenant().equals(tenant) || !topics.contains(event.topic())) {
                return;
            }
            while (!queue.offer(event)) {
                queue.poll();
            }
        }

        /** The next event, or empty if none came within the time. */
        public Optional<Event> next(long timeoutMillis) throws InterruptedException {
            return Optional.ofNullable(queue.poll(timeoutMillis, TimeUnit.MILLISECONDS));
        }

        @Override
        public void close() {
            subscriptions.remove(this);
        }
    }
}
