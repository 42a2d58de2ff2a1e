package server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/**
 * Asks a server, from one thread that never waits for an answer. In an open loop requests are due at the moments of a Poisson process,
 * whatever became of those before, and time counts from these moments; in a closed loop so many are under way at any time. Who has no answer
 * at its deadline gives up and closes its connection.
 */
final class Load implements AutoCloseable {
    /** Below what a server takes, so that it is never the kernel's queue that turns somebody away. */
    private static final int MOST_CONNECTIONS = 1_500;

    private final InetSocketAddress server;
    private final Mix mix;
    private final long deadlineNanos;
    private final Selector selector;
    private final SplittableRandom random = new SplittableRandom(20);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(512 << 10);
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private int connections;
    private int underWay;
    private Tally tally;

    /** A request that is to be sent, and where its outcome counts. */
    private record Waiting(Shot shot, long due, Tally tally) {}

    /** A request under way, to be looked at when its deadline has come. */
    private record Pending(Connection connection, long turn, long due) {}

    Load(int port, Mix mix, long deadlineMillis) throws IOException {
        this.server = new InetSocketAddress("127.0.0.1", port);
        this.mix = mix;
        this.deadlineNanos = deadlineMillis * 1_000_000;
        this.selector = Selector.open();
    }

    /** So many requests a second on average, for so long. */
    Tally open(double perSecond, double seconds) throws IOException {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        tally = new Tally(start, seconds, deadlineNanos);
        Tally mine = tally;
        long next = start + gap(perSecond);
        long now = start;
        while (now < end) {
            while (next <= now && next < end) {
                mine.lag(now - next);
                offer(next);
                next += gap(perSecond);
                now = System.nanoTime();
            }
            turn(Math.min(next, end));
            now = System.nanoTime();
        }
        return mine;
    }

    /** As fast as {@code width} clients that ask anew as soon as they have an answer. */
    Tally closed(int width, double seconds) throws IOException {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        tally = new Tally(start, seconds, deadlineNanos);
        Tally mine = tally;
        for (long now = start; now < end; now = System.nanoTime()) {
            while (underWay + waiting.size() < width) {
                offer(System.nanoTime());
            }
            turn(now + 1_000_000);
        }
        return mine;
    }

    /** Waits until nothing is under way any more. */
    void settle() throws IOException {
        long end = System.nanoTime() + 2 * deadlineNanos;
        while (underWay + waiting.size() > 0 && System.nanoTime() < end) {
            turn(System.nanoTime() + 1_000_000);
        }
    }

    private long gap(double perSecond) {
        return (long) (-Math.log(1 - random.nextDouble()) * 1e9 / perSecond);
    }

    private void offer(long due) throws IOException {
        tally.offered(due);
        Shot shot = mix.next(random);
        Connection connection = idle.pollLast();
        if (connection == null && connections < MOST_CONNECTIONS) {
            try {
                connection = Connection.open(server, selector);
                connections++;
            } catch (IOException e) {
                tally.broken();
                return;
            }
        }
        if (connection == null) {
            waiting.addLast(new Waiting(shot, due, tally));
        } else {
            start(connection, new Waiting(shot, due, tally));
        }
    }

    private void start(Connection connection, Waiting next) {
        underWay++;
        try {
            connection.start(next.shot(), next.due(), next.tally());
            pending.addLast(new Pending(connection, connection.turn(), next.due()));
        } catch (IOException e) {
            failed(connection);
        }
    }

    /** Does what can be done now, and waits for more until a moment. */
    private void turn(long until) throws IOException {
        long now = System.nanoTime();
        expire(now);
        long millis = (until - now) / 1_000_000;
        if (millis > 0) {
            selector.select(this::ready, millis);
        } else {
            selector.selectNow(this::ready);
        }
    }

    private void ready(java.nio.channels.SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (connection.ready(buffer)) {
                answered(connection);
            }
        } catch (IOException e) {
            failed(connection);
        }
    }

    private void answered(Connection connection) {
        underWay--;
        Answer answer = connection.answer();
        Tally counts = connection.tally();
        boolean refused = answer.status() == 503 || answer.status() == 429;
        if (answer.isRight()) {
            counts.good(connection.due(), System.nanoTime());
        } else if (refused) {
            counts.refused();
            mix.unused(connection.shot());
        } else {
            counts.wrong();
            mix.strange(connection.shot(), answer);
        }
        connection.end();
        if (answer.closes() || !connection.isSent()) {
            drop(connection);
        } else {
            free(connection);
        }
    }

    private void failed(Connection connection) {
        if (connection.isBusy()) {
            underWay--;
            connection.tally().broken();
        } else {
            idle.remove(connection);
        }
        drop(connection);
    }

    private void drop(Connection connection) {
        connection.close();
        connections--;
        Waiting next = waiting.pollFirst();
        if (next == null) {
            return;
        }
        try {
            connections++;
            start(Connection.open(server, selector), next);
        } catch (IOException e) {
            connections--;
            next.tally().broken();
        }
    }

    private void free(Connection connection) {
        Waiting next = waiting.pollFirst();
        if (next == null) {
            idle.addLast(connection);
        } else {
            start(connection, next);
        }
    }

    private void expire(long now) {
        while (!waiting.isEmpty() && now - waiting.peekFirst().due() > deadlineNanos) {
            Waiting oldest = waiting.pollFirst();
            mix.unused(oldest.shot());
            oldest.tally().late();
        }
        while (!pending.isEmpty() && now - pending.peekFirst().due() > deadlineNanos) {
            Pending oldest = pending.pollFirst();
            Connection connection = oldest.connection();
            if (connection.isBusy() && connection.turn() == oldest.turn()) {
                underWay--;
                connection.tally().late();
                connection.end();
                drop(connection);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) {
            ((Connection) key.attachment()).close();
        }
        selector.close();
    }
}
