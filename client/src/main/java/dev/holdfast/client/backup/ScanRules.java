package dev.holdfast.client.backup;

import dev.holdfast.engine.select.PathRules;
import dev.holdfast.engine.select.SizeLimit;

/**
 * How sources are walked.
 *
 * @param selection which entries are taken
 * @param mounts whether other file systems below a source are entered
 * @param caches whether directories with a CACHEDIR.TAG are left out
 * @param limit larger files are left out
 * @param change what makes a file changed
 */
public record ScanRules(PathRules selection, Mounts mounts, Caches caches, SizeLimit limit, Change change) {
    /** Whether mount points are crossed. */
    public enum Mounts {
        ENTER,
        STAY
    }

    /** Whether tagged cache directories are taken. */
    public enum Caches {
        TAKE,
        LEAVE_OUT
    }

    /** Which attributes tell an unchanged file. */
    public enum Change {
        /** Size, modification time, change time and inode number. */
        FULL,
        /** All but the inode number: for file systems that number anew at each mount. */
        IGNORE_INODE,
        /** Size and modification time only. */
        TIME_AND_SIZE
    }
}
