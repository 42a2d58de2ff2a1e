package dev.holdfast.client.agent.config;

import dev.holdfast.core.tree.RawPath;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a server may ask a machine to bring back. The default lets it write below one directory only, so that who takes the server over does
 * not have the machines.
 *
 * @param policy whether it may ask at all
 * @param directories below which targets must lie
 */
public record RestoreRules(Policy policy, List<RawPath> directories) {
    /** Where restores go unless the configuration names other places. */
    public static final RawPath USUAL_DIRECTORY = RawPath.of(RawPath.ROOT, "/var/lib/holdfast/restores".getBytes(StandardCharsets.UTF_8));

    public static final RestoreRules DEFAULT = new RestoreRules(Policy.ALLOW, List.of(USUAL_DIRECTORY));

    /** What happens to a restore that the server asks for. */
    public enum Policy {
        /** It is done. */
        ALLOW,
        /** It waits until somebody at the machine says {@code holdfast agent approve}. */
        ASK,
        DENY
    }

    public RestoreRules {
        directories = List.copyOf(directories);
    }

    /** Whether a target is one of the directories or lies below one, as far as names tell; links are another matter. */
    public boolean holds(RawPath target) {
        return directories.stream().anyMatch(directory -> isBelow(target, directory));
    }

    private static boolean isBelow(RawPath path, RawPath directory) {
        int length = directory.names().size();
        return path.names().size() >= length && path.names().subList(0, length).equals(directory.names());
    }
}
