package dev.holdfast.server.http;

import java.util.Set;

/**
 * Where and how a host listens.
 *
 * @param address host name or address to listen on
 * @param port or 0 for any free one
 * @param knownHosts names under which it may be asked, in lower case and without brackets; none means any
 * @param trustedProxies addresses of proxies whose {@code X-Forwarded-For} is believed
 * @param limits what connections may take
 * @param threads what answers requests
 */
public record HostOptions(String address, int port, Set<String> knownHosts, Set<String> trustedProxies, Limits limits, Threads threads) {
    /** The names of this machine as itself. */
    public static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

    public HostOptions {
        knownHosts = Set.copyOf(knownHosts);
        trustedProxies = Set.copyOf(trustedProxies);
    }

    /** A host that answers each request on a thread of its own. */
    public HostOptions(String address, int port, Set<String> knownHosts, Set<String> trustedProxies, Limits limits) {
        this(address, port, knownHosts, trustedProxies, limits, Threads.EACH_REQUEST);
    }

    /** What answers requests. */
    public enum Threads {
        /** A virtual thread for each. */
        EACH_REQUEST,
        /**
         * What is in the lane INSTANT is answered by the threads that watch the sockets, as soon as it is read; everything else by a virtual
         * thread. Handing a request over costs as much as all that such an operation does. With TLS, handshakes are on these threads too.
         */
        INSTANT_AT_ONCE
    }

    /**
     * What connections may take.
     *
     * @param connections how many at once
     * @param idleMillis how long one may say nothing
     * @param headMillis how long the head of a request may take to arrive
     * @param headerBytes how long the head of a request may be
     * @param minimumBytesPerSecond how slowly a body may arrive
     * @param drainMillis how long requests under way may take once the host stops
     */
    public record Limits(int connections, long idleMillis, long headMillis, int headerBytes, long minimumBytesPerSecond, long drainMillis) {
        public static final Limits STANDARD = new Limits(2_000, 60_000, 20_000, 16 << 10, 256, 20_000);

        public Limits {
            if (connections < 1 || idleMillis < 1 || headMillis < 1 || headerBytes < 1024 || minimumBytesPerSecond < 0 || drainMillis < 0) {
                throw new IllegalArgumentException("limits of connections that nobody could use");
            }
        }
    }

    /** Any free port of the loopback address. */
    public static HostOptions loopback() {
        return new HostOptions("127.0.0.1", 0, LOOPBACK_NAMES, Set.of(), Limits.STANDARD);
    }
}
