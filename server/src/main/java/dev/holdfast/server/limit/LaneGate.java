package dev.holdfast.server.limit;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The places of one lane. While somebody gets a place in good time now and then, waiting is allowed for the whole patience; once nobody has
 * for a while, waiting longer only makes everybody late, so that until the queue is empty only a short wait is allowed and the newest, whose
 * callers most likely still listen, go first. This is the controlled delay of Nichols and Jacobson ("Controlling queue delay", 2012) in
 * the form for requests that Maurer describes ("Fail at scale", 2015). Thread-safe.
 */
final class LaneGate {
    /**
     * A request waits no longer than this part of the time that is left to its caller: who is served later than that is gone before it has its
     * answer, and the work for it is lost to others.
     */
    private static final int SHARE_TO_WAIT = 4;

    /** A lane in which nobody got a place in good time for so long does not catch up. */
    private static final long BEHIND_MILLIS = 300;

    /** For each place of a lane that does not catch up, so many may wait. */
    static final int CROWD = 4;

    static final Admission.Decision.TurnedAway BUSY =
            new Admission.Decision.TurnedAway(ErrorCode.STORE_BUSY, Admission.Decision.Why.NO_PLACE, "the server has more to do than it can");

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> queue = new ArrayDeque<>();
    private final Map<String, Integer> perTenant = new HashMap<>();
    private volatile LaneRule rule;
    private int taken;
    private volatile int waiting;
    private volatile boolean behind;
    private volatile long lastQuickNanos;

    private static final class Waiter {
        private final String tenant;
        private final Condition turn;
        private final long sinceNanos;
        private boolean served;

        private Waiter(String tenant, Condition turn, long sinceNanos) {
            this.tenant = tenant;
            this.turn = turn;
            this.sinceNanos = sinceNanos;
        }
    }

    LaneGate(LaneRule rule, Clock clock) {
        this.rule = rule;
        this.clock = clock;
        this.lastQuickNanos = clock.monotonicNanos();
    }

    /** Takes a place, waiting no longer than the rule and {@code limitMillis} allow. */
    Admission.Decision enter(String tenant, long limitMillis) {
        lock.lock();
        try {
            noteIfEmpty();
            if (hasRoom(tenant)) {
                take(tenant);
            } else if (!await(tenant, limitMillis)) {
                return refusal(tenant);
            }
        } finally {
            lock.unlock();
        }
        return new Admission.Decision.Admitted(new Place(tenant));
    }

    /**
     * Whether whoever comes now is turned away anyhow, by a look that takes no lock: the lane does not catch up, and more wait than it serves
     * within the short time that is left to them; or the request has waited for a thread as long as it would be let wait here.
     */
    boolean isUseless(long waitedMillis) {
        int now = waiting;
        return now >= CROWD * rule.places() && isBehind() || now > 0 && waitedMillis >= rule.targetMillis();
    }

    /** True once it has a place. */
    private boolean await(String tenant, long limitMillis) {
        if (queue.size() >= rule.waiting()) {
            return false;
        }
        long allowed = Math.min(limitMillis / SHARE_TO_WAIT, isBehind() ? rule.targetMillis() : rule.patienceMillis());
        Waiter waiter = new Waiter(tenant, lock.newCondition(), clock.monotonicNanos());
        queue.addLast(waiter);
        waiting = queue.size();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(allowed);
            while (!waiter.served && nanos > 0) {
                nanos = waiter.turn.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!waiter.served) {
            queue.remove(waiter);
            waiting = queue.size();
        }
        return waiter.served;
    }

    /** Once it is, served are the newest, who have not waited long: only an empty queue then shows that it has caught up. */
    private boolean isBehind() {
        if (!behind && clock.monotonicNanos() - lastQuickNanos > TimeUnit.MILLISECONDS.toNanos(BEHIND_MILLIS)) {
            behind = true;
        }
        return behind;
    }

    private void noteIfEmpty() {
        if (queue.isEmpty()) {
            behind = false;
            lastQuickNanos = clock.monotonicNanos();
        }
    }

    private boolean hasRoom(String tenant) {
        return taken < rule.places() && tenantHasRoom(tenant);
    }

    private boolean tenantHasRoom(String tenant) {
        return tenant.isEmpty() || perTenant.getOrDefault(tenant, 0) < rule.tenantPlaces();
    }

    private void take(String tenant) {
        taken++;
        perTenant.merge(tenant, 1, Integer::sum);
    }

    private void leave(String tenant) {
        lock.lock();
        try {
            taken--;
            perTenant.computeIfPresent(tenant, (name, count) -> count == 1 ? null : count - 1);
            serveNext();
        } finally {
            lock.unlock();
        }
    }

    private void serveNext() {
        Iterator<Waiter> order = isBehind() ? queue.descendingIterator() : queue.iterator();
        while (taken < rule.places() && order.hasNext()) {
            Waiter next = order.next();
            if (tenantHasRoom(next.tenant)) {
                order.remove();
                take(next.tenant);
                noteWait(clock.monotonicNanos() - next.sinceNanos);
                next.served = true;
                next.turn.signal();
            }
        }
        waiting = queue.size();
        noteIfEmpty();
    }

    private void noteWait(long nanos) {
        if (nanos <= TimeUnit.MILLISECONDS.toNanos(rule.targetMillis())) {
            lastQuickNanos = clock.monotonicNanos();
        }
    }

    private Admission.Decision.TurnedAway refusal(String tenant) {
        return tenantHasRoom(tenant)
                ? BUSY
                : new Admission.Decision.TurnedAway(
                        ErrorCode.OVERLOADED, Admission.Decision.Why.NO_PLACE, "the tenant " + tenant + " has too many requests under way");
    }

    /** Serves by another rule from now on: who waits is served if there is room now, and who has a place keeps it. */
    void follow(LaneRule next) {
        lock.lock();
        try {
            rule = next;
            serveNext();
        } finally {
            lock.unlock();
        }
    }

    /** How many are served and how many wait now. */
    Load load() {
        lock.lock();
        try {
            return new Load(taken, queue.size());
        } finally {
            lock.unlock();
        }
    }

    /** One place; given back once, however often it is closed. */
    private final class Place implements Admission.Pass {
        private final String tenant;
        private boolean left;

        private Place(String tenant) {
            this.tenant = tenant;
        }

        @Override
        public void close() {
            if (!left) {
                left = true;
                leave(tenant);
            }
        }
    }
}
