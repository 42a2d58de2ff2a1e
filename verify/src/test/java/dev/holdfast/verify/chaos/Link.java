package dev.holdfast.verify.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cable to a server on the loopback address, which carries bytes and knows no requests, so that connections and streams live as long as
 * they do elsewhere. Its faults begin and end at once; its port stays the same. Thread-safe.
 */
public final class Link implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final Set<Carriage> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private final int serverPort;
    private volatile boolean isSwallowing;
    private volatile Duration delay = Duration.ZERO;
    private ServerSocket listener;

    private Link(int serverPort) {
        this.serverPort = serverPort;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
    }

    /** A sound one to this port. */
    public static Link to(int serverPort) {
        return new Link(serverPort);
    }

    /** Scheme, host and port under which the server is reached through it. */
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    private ServerSocket listen(int at) {
        try {
            ServerSocket next = new ServerSocket();
            next.setReuseAddress(true);
            next.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), BACKLOG);
            Thread.ofVirtual().name("link").start(() -> accept(next));
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                Socket client = from.accept();
                Thread.ofVirtual().name("link-carriage").start(() -> carry(client));
            }
        } catch (IOException e) {
            assert from.isClosed() : e;
        }
    }

    private void carry(Socket client) {
        Carriage carriage = new Carriage(client, () -> delay);
        open.add(carriage);
        if (isSwallowing) {
            carriage.lose();
        }
        try {
            carriage.run(serverPort);
        } finally {
            open.remove(carriage);
        }
    }

    /**
     * Swallows everything from now on. Connections that are open, and those that are opened meanwhile, never hear anything again, not even that
     * they are dead: as behind a router that has forgotten them.
     */
    public void swallow() {
        isSwallowing = true;
        open.forEach(Carriage::lose);
    }

    /** Refuses connections from now on, and resets those that are open. */
    public synchronized void refuse() {
        shut();
        cut();
    }

    private void shut() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds each piece of what passes for this long. */
    public void slow(Duration by) {
        delay = by;
    }

    /** Resets all connections, dead ones too. */
    public void cut() {
        open.forEach(Carriage::reset);
    }

    /** Carries new connections as if nothing had been. Those that were swallowed stay silent. */
    public synchronized void heal() {
        isSwallowing = false;
        delay = Duration.ZERO;
        if (listener.isClosed()) {
            listener = listen(port);
        }
    }

    @Override
    public synchronized void close() {
        shut();
        cut();
    }
}
