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
 */
public record HostOptions(String address, int port, Set<String> knownHosts, Set<String> trustedProxies, Limits limits) {
    /** The names of this machine as itself. */
    public static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

    public HostOptions {
        knownHosts = Set.copyOf(knownHosts);
        trustedProxies = Set.copyOf(trustedProxies);
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
