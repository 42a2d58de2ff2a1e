package dev.holdfast.client.agent.config;

import dev.holdfast.client.remote.transport.CertificateFingerprint;
import dev.holdfast.client.remote.transport.ServerAddress;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An agent's configuration.
 *
 * @param destination where the backups go
 * @param secret what opens the repository; none for one without encryption
 * @param host what the machine is called in snapshots, if not by its own name
 * @param stateDirectory where the agent remembers what it must not forget, if not at the usual place
 * @param bandwidth how much of the network it may take
 * @param retries how often a backup that failed is tried again
 * @param restore what the server may ask it to bring back
 * @param schedules what it backs up by itself
 */
public record AgentConfig(
        Destination destination,
        Optional<SecretSource> secret,
        Optional<String> host,
        Optional<Path> stateDirectory,
        Bandwidth bandwidth,
        RetryRules retries,
        RestoreRules restore,
        List<ScheduleSettings> schedules) {
    private static final int MAX_SCHEDULES = 64;

    public AgentConfig {
        schedules = List.copyOf(schedules);
        if (schedules.size() > MAX_SCHEDULES) {
            throw new HoldfastException(ErrorCode.LIMIT_EXCEEDED, "more than " + MAX_SCHEDULES + " schedules", "put several paths into one");
        }
        Set<String> names = new HashSet<>();
        for (ScheduleSettings schedule : schedules) {
            if (!names.add(schedule.name())) {
                throw new HoldfastException(
                        ErrorCode.INVALID_ARGUMENT, "two schedules are called '" + schedule.name() + "'", "give each a name of its own");
            }
        }
    }

    /** The schedule with this name. */
    public Optional<ScheduleSettings> schedule(String name) {
        return schedules.stream().filter(schedule -> schedule.name().equals(name)).findFirst();
    }

    /** Where the backups go. */
    public sealed interface Destination {
        /** A word for people that names it. */
        String address();

        /**
         * A tenant of a server.
         *
         * @param location the server and the tenant
         * @param tokenFile holds the agent's token
         * @param fingerprint the server's certificate, if it is not one that the system trusts
         */
        record Server(ServerAddress location, Path tokenFile, Optional<CertificateFingerprint> fingerprint) implements Destination {
            @Override
            public String address() {
                return location.toString();
            }
        }

        /** A directory that this machine sees. */
        record Directory(Path path) implements Destination {
            @Override
            public String address() {
                return path.toString();
            }
        }
    }

    /** Where the secret comes from that opens the repository. */
    public sealed interface SecretSource {
        /** A file that holds the passphrase. */
        record PassphraseFile(Path file) implements SecretSource {}

        /** A command that prints the passphrase. */
        record PassphraseCommand(String command) implements SecretSource {}

        /** A key file, or a write-only credential. */
        record KeyFile(Path file) implements SecretSource {}
    }

    /**
     * The most bytes a second that may pass.
     *
     * @param upload towards the server
     * @param download from it
     */
    public record Bandwidth(OptionalLong upload, OptionalLong download) {
        public static final Bandwidth UNLIMITED = new Bandwidth(OptionalLong.empty(), OptionalLong.empty());

        /** Both, and no more than the server allows. */
        public Bandwidth within(OptionalLong allowed) {
            return new Bandwidth(smaller(upload, allowed), smaller(download, allowed));
        }

        private static OptionalLong smaller(OptionalLong one, OptionalLong other) {
            if (one.isEmpty() || other.isEmpty()) {
                return one.isEmpty() ? other : one;
            }
            return OptionalLong.of(Math.min(one.getAsLong(), other.getAsLong()));
        }
    }
}
