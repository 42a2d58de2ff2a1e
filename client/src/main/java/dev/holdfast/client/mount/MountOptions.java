package dev.holdfast.client.mount;

import dev.holdfast.client.mount.kernel.Audience;
import dev.holdfast.client.mount.kernel.Mounting;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How snapshots are mounted.
 *
 * @param audience who may look into them
 * @param privilege who makes the mount
 * @param threads how many requests are answered at once
 * @param refresh how old the list of snapshots may be that somebody gets to see
 * @param zone for the names of the folders by time
 */
public record MountOptions(Audience audience, Mounting.Privilege privilege, int threads, Duration refresh, ZoneId zone) {
    private static final int DEFAULT_THREADS = 4;
    private static final Duration DEFAULT_REFRESH = Duration.ofSeconds(3);

    public MountOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("a mount needs a thread that serves it");
        }
    }

    /** For the mounting user alone. */
    public static MountOptions of(ZoneId zone) {
        return new MountOptions(
                Audience.OWNER, Mounting.Privilege.AS_AVAILABLE, DEFAULT_THREADS, DEFAULT_REFRESH, zone);
    }

    /** The same for somebody else as well, or not. */
    public MountOptions withAudience(Audience other) {
        return new MountOptions(other, privilege, threads, refresh, zone);
    }

    /** The same, made by somebody else. */
    public MountOptions withPrivilege(Mounting.Privilege other) {
        return new MountOptions(audience, other, threads, refresh, zone);
    }

    /** The same with another age of the list of snapshots. */
    public MountOptions withRefresh(Duration other) {
        return new MountOptions(audience, privilege, threads, other, zone);
    }
}
