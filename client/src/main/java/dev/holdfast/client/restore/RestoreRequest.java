package dev.holdfast.client.restore;

import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.select.PathRules;

/**
 * What to restore, where and how.
 *
 * @param path where in it: a directory's content goes straight into the target, a file below it under its own name
 * @param target the directory to restore into; made if missing
 * @param selection which entries are taken
 * @param rules how existing things are treated
 */
public record RestoreRequest(
        RawPath path, RawPath target, PathRules selection, TargetRules rules) {

    /**
     * How the target is treated.
     *
     * @param overwrite what happens to existing files
     * @param extra what happens to entries that the snapshot does not have
     * @param owners whether owner and group are restored
     * @param privileged whether setuid, setgid and file capabilities are restored
     * @param effect whether anything is written
     */
    public record TargetRules(Overwrite overwrite, Extra extra, Owners owners, Privileged privileged, Effect effect) {}

    /** What happens to a file that is there already. */
    public enum Overwrite {
        ALWAYS,
        /** Left alone if length and modification time match, written again otherwise. */
        IF_CHANGED,
        NEVER
    }

    /** What happens to an entry that the snapshot does not have. */
    public enum Extra {
        KEEP,
        DELETE
    }

    /** How owner and group are restored. */
    public enum Owners {
        /** By number. */
        BY_ID,
        /** By name where the name exists here, else by number. */
        BY_NAME,
        /** Not at all: everything belongs to who restores. */
        IGNORE
    }

    /** Whether bits that grant privileges are restored. */
    public enum Privileged {
        DROP,
        RESTORE
    }

    /** Whether a restore writes. */
    public enum Effect {
        WRITE,
        DRY_RUN
    }
}
