package dev.holdfast.client.agent.config;

import dev.holdfast.engine.schedule.CronExpression;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * One thing an agent backs up by itself.
 *
 * @param name what it is called, in reports and at the server
 * @param when when it is due
 * @param jitter each time it begins up to this much later, so that many machines do not come at once
 * @param selection what it takes
 * @param tags the labels of its snapshots
 * @param hooks the commands around it
 */
public record ScheduleSettings(String name, CronExpression when, Duration jitter, Selection selection, List<String> tags, Hooks hooks) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Duration MAX_JITTER = Duration.ofHours(24);

    public ScheduleSettings {
        tags = List.copyOf(tags);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name of a schedule: letters, digits, '.', '_' and '-', at most 63");
        }
        if (jitter.isNegative() || jitter.compareTo(MAX_JITTER) > 0) {
            throw new IllegalArgumentException("a jitter is at most 24 hours");
        }
    }

    /**
     * What a backup takes and leaves out.
     *
     * @param paths absolute paths
     * @param exclude patterns as in a gitignore file
     * @param include patterns of what is taken alone, if there are any
     */
    public record Selection(List<String> paths, List<String> exclude, List<String> include, Boundaries boundaries) {
        public Selection {
            paths = List.copyOf(paths);
            exclude = List.copyOf(exclude);
            include = List.copyOf(include);
            if (paths.isEmpty()) {
                throw new IllegalArgumentException("a schedule without paths");
            }
            for (String path : paths) {
                if (!path.startsWith("/") && !path.matches("[A-Za-z]:[/\\\\].*")) {
                    throw new IllegalArgumentException("the path '" + path + "' is not absolute");
                }
            }
        }
    }

    /**
     * Where a backup stops.
     *
     * @param largest larger files are left out
     */
    public record Boundaries(Mounts mounts, Caches caches, OptionalLong largest) {
        /** Whether other file systems below a path are entered. */
        public enum Mounts {
            ENTER,
            STAY
        }

        /** Whether directories with a CACHEDIR.TAG are taken. */
        public enum Caches {
            TAKE,
            LEAVE_OUT
        }
    }

    /**
     * Commands for the shell.
     *
     * @param before run first; if one fails, nothing is backed up
     * @param after run at the end, however it ended
     */
    public record Hooks(List<String> before, List<String> after) {
        public Hooks {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }
}
