package dev.holdfast.server;

import dev.holdfast.server.http.HostOptions;
import dev.holdfast.server.tls.PemFiles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How a server is started.
 *
 * @param data its directory
 * @param listen where it listens
 * @param tls how connections are secured
 * @param adminTokenFile where the first administrator's token is written; a file in the data directory if it is not said
 * @param names names of this machine that people and agents use for it
 * @param trustedProxies addresses of proxies whose word about peers is believed
 * @param cells the groups of servers that this one is in, for settings that reach some first
 * @param shedding whether it turns requests away when there is too much to do
 * @param version of the program
 */
public record ServerOptions(
        Path data,
        Listen listen,
        Tls tls,
        Optional<Path> adminTokenFile,
        Set<String> names,
        Set<String> trustedProxies,
        Set<String> cells,
        Shedding shedding,
        String version) {
    public ServerOptions {
        names = Set.copyOf(names);
        trustedProxies = Set.copyOf(trustedProxies);
        cells = Set.copyOf(cells);
    }

    /**
     * Where a server listens.
     *
     * @param address host name or address, without brackets
     * @param port or 0 for any free one
     */
    public record Listen(String address, int port) {
        public Listen {
            if (address.isBlank() || port < 0 || port > 65_535) {
                throw new IllegalArgumentException("an address nobody can listen on");
            }
        }

        /** Whether only this machine can reach it. */
        public boolean isLoopback() {
            return HostOptions.LOOPBACK_NAMES.contains(address) || address.startsWith("127.");
        }
    }

    /** How connections are secured. */
    public sealed interface Tls {
        /** With a certificate of the server's own, unless only this machine can reach it. */
        record Auto() implements Tls {}

        /** Not at all. */
        record Off() implements Tls {}

        /** With a certificate of the server's own. */
        record SelfMade() implements Tls {}

        /** With the operator's certificate. */
        record Files(PemFiles files) implements Tls {}
    }

    /** Whether requests are turned away when there is too much to do. */
    public enum Shedding {
        ON,
        /** Everything is taken on; only of use to show what that leads to. */
        OFF
    }

    /** A server for this machine alone, on any free port, in the clear. */
    public static ServerOptions local(Path data) {
        return new ServerOptions(
                data, new Listen("127.0.0.1", 0), new Tls.Off(), Optional.empty(), Set.of(), Set.of(), Set.of(), Shedding.ON, "(not packaged)");
    }

    /** Where the first administrator's token is written. */
    public Path adminToken() {
        return adminTokenFile.orElse(data.resolve("admin-token"));
    }
}
