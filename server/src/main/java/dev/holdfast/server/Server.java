package dev.holdfast.server;

import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.tls.ServerCertificate;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/** A running server with everything in it. Thread-safe. */
public final class Server implements AutoCloseable {
    private final URI address;
    private final Optional<ServerCertificate> certificate;
    private final StructuredLog log;
    private final Deque<AutoCloseable> open;
    private boolean closed;

    Server(URI address, Optional<ServerCertificate> certificate, StructuredLog log, Deque<AutoCloseable> open) {
        this.address = address;
        this.certificate = certificate;
        this.log = log;
        this.open = open;
    }

    /**
     * Starts a server.
     *
     * @param log where it tells what it does; the caller closes it
     * @throws HoldfastException {@code LOCKED} if another server uses the data directory, {@code CONFLICT} if the address cannot be had
     */
    public static Server start(ServerOptions options, Composition composition, StructuredLog log, Clock clock, Entropy entropy) {
        Deque<AutoCloseable> open = new ArrayDeque<>();
        try {
            return new ServerStart(options, composition, log, clock, entropy, open).run();
        } catch (RuntimeException e) {
            closeAll(open, log);
            throw e;
        }
    }

    /** Where it can be reached. */
    public URI address() {
        return address;
    }

    /** The SHA-256 of its certificate in hex, if connections are secured. */
    public Optional<String> fingerprint() {
        return certificate.map(one -> one.fingerprint().hex());
    }

    /** Takes no more requests, lets those under way end for up to 20 seconds, and stops everything in order. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            log.event(StructuredLog.Level.INFO, "stopping", Map.of("address", address));
            closeAll(open, log);
            log.event(StructuredLog.Level.INFO, "stopped", Map.of("address", address));
        }
    }

    /** Closes the newest first; one that fails keeps no other from being closed. */
    private static void closeAll(Deque<AutoCloseable> open, StructuredLog log) {
        while (!open.isEmpty()) {
            AutoCloseable next = open.removeLast();
            try {
                next.close();
            } catch (Exception e) {
                log.failure("close_failed", e, Map.of());
            }
        }
    }
}
