package dev.holdfast.verify.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to a server on the loopback address, with a script of what goes wrong on it. Thread-safe. */
public final class ChaosProxy implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final ServerSocket listener;
    private final Gate gate = new Gate();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Asked> seen = new ArrayList<>();
    private final List<Asked> struck = Collections.synchronizedList(new ArrayList<>());
    private int silences;
    private volatile int serverPort;
    private volatile Script script = Script.quiet();

    private ChaosProxy(ServerSocket listener, int serverPort) {
        this.listener = listener;
        this.serverPort = serverPort;
        Thread.ofVirtual().name("chaos").start(this::accept);
    }

    /** A way to that port which does no harm yet. */
    public static ChaosProxy to(int serverPort) {
        try {
            return new ChaosProxy(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), serverPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Scheme, host and port under which the server is reached through it. */
    public String address() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** From now on this happens. */
    public ChaosProxy play(Script next) {
        script = next;
        return this;
    }

    /** From now on the way leads to that port. */
    public void leadTo(int port) {
        serverPort = port;
    }

    /** Every request so far. */
    public List<Asked> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    /** Those to which something happened. */
    public List<Asked> struck() {
        return List.copyOf(struck);
    }

    /** Holds everything in both directions, as if a cable were pulled: nobody is told. */
    public void part() {
        gate.shut();
    }

    /** Returns when something waits for the network to heal. */
    public void awaitHeld() throws InterruptedException {
        gate.awaitHeld();
    }

    /** Returns when the server has done one more request whose answer was swallowed. */
    public void awaitSwallowed() throws InterruptedException {
        synchronized (seen) {
            while (silences == 0) {
                seen.wait();
            }
            silences--;
        }
    }

    /** Returns when so many requests have come. */
    public void awaitSeen(int requests) throws InterruptedException {
        synchronized (seen) {
            while (seen.size() < requests) {
                seen.wait();
            }
        }
    }

    /** Lets pass what was held. */
    public void heal() {
        gate.open();
    }

    /** Resets all connections to clients, those that are held and those that stayed silent too. */
    public void resetAll() {
        open.forEach(ChaosProxy::reset);
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already, which is as good.
            assert socket.isClosed();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                open.add(client);
                Thread.ofVirtual().name("chaos-passage").start(() -> serve(client));
            }
        } catch (IOException e) {
            resetAll();
        }
    }

    private void serve(Socket client) {
        boolean silent = false;
        try {
            Passage passage = new Passage(client, serverPort, gate);
            Optional<Passage.Head> head = passage.head();
            if (head.isPresent()) {
                silent = passage.carry(head.get(), decide(head.get().asked()));
            }
        } catch (IOException e) {
            // One of both left, or the server is down: the other is to notice.
            reset(client);
        } finally {
            if (silent) {
                synchronized (seen) {
                    silences++;
                    seen.notifyAll();
                }
            } else {
                end(client);
            }
        }
    }

    private void end(Socket client) {
        open.remove(client);
        try {
            client.close();
        } catch (IOException e) {
            assert client.isClosed();
        }
    }

    private Mishap decide(Asked asked) {
        synchronized (seen) {
            seen.add(asked);
            seen.notifyAll();
        }
        Mishap mishap = script.next(asked);
        if (!(mishap instanceof Mishap.None)) {
            struck.add(asked);
        }
        return mishap;
    }

    @Override
    public void close() {
        gate.open();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        resetAll();
    }
}
