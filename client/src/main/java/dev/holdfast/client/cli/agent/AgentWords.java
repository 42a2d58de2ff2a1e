package dev.holdfast.client.cli.agent;

import dev.holdfast.client.agent.config.AgentConfig;
import dev.holdfast.client.agent.config.AgentConfig.Bandwidth;
import dev.holdfast.client.agent.config.AgentConfig.Destination;
import dev.holdfast.client.agent.config.AgentConfig.SecretSource;
import dev.holdfast.client.agent.config.ScheduleSettings;
import dev.holdfast.client.agent.config.ScheduleSettings.Boundaries;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a configuration says, in the words of the command line: so a schedule means exactly what {@code holdfast backup} with these options
 * would do. They name files of secrets, never secrets, and no process gets them as arguments.
 */
final class AgentWords {
    private AgentWords() {}

    /** The options that lead to the repository. */
    static List<String> repository(AgentConfig config, OptionalLong allowedBandwidth) {
        List<String> words = new ArrayList<>(destination(config.destination()));
        config.secret().ifPresent(secret -> words.add(secret(secret)));
        if (config.destination() instanceof Destination.Server) {
            Bandwidth bandwidth = config.bandwidth().within(allowedBandwidth);
            bandwidth.upload().ifPresent(bytes -> words.add("--limit-upload=" + bytes));
            bandwidth.download().ifPresent(bytes -> words.add("--limit-download=" + bytes));
        }
        return words;
    }

    /** The options that lead to where the backups go, without any secret of the repository. */
    static List<String> destination(Destination destination) {
        List<String> words = new ArrayList<>(List.of("--repo=" + destination.address()));
        if (destination instanceof Destination.Server server) {
            words.add("--token-file=" + server.tokenFile());
            server.fingerprint().ifPresent(fingerprint -> words.add("--server-fingerprint=" + fingerprint));
        }
        return words;
    }

    private static String secret(SecretSource secret) {
        return switch (secret) {
            case SecretSource.PassphraseFile named -> "--passphrase-file=" + named.file();
            case SecretSource.PassphraseCommand named -> "--passphrase-command=" + named.command();
            case SecretSource.KeyFile named -> "--key-file=" + named.file();
        };
    }

    /** A backup by this schedule. */
    static List<String> backup(AgentConfig config, ScheduleSettings schedule, OptionalLong allowedBandwidth) {
        List<String> words = new ArrayList<>(repository(config, allowedBandwidth));
        config.host().ifPresent(host -> words.add("--host=" + host));
        schedule.selection().exclude().forEach(pattern -> words.add("--exclude=" + pattern));
        schedule.selection().include().forEach(pattern -> words.add("--include=" + pattern));
        boundaries(schedule.selection().boundaries(), words);
        schedule.tags().forEach(tag -> words.add("--tag=" + tag));
        schedule.hooks().before().forEach(command -> words.add("--before=" + command));
        schedule.hooks().after().forEach(command -> words.add("--after=" + command));
        words.add("--");
        words.addAll(schedule.selection().paths());
        return words;
    }

    private static void boundaries(Boundaries boundaries, List<String> words) {
        if (boundaries.mounts() == Boundaries.Mounts.STAY) {
            words.add("--one-file-system");
        }
        if (boundaries.caches() == Boundaries.Caches.LEAVE_OUT) {
            words.add("--exclude-caches");
        }
        boundaries.largest().ifPresent(bytes -> words.add("--exclude-larger-than=" + bytes));
    }
}
