package dev.holdfast.client.restore;

import dev.holdfast.client.fs.AttributeKind;
import dev.holdfast.client.fs.Directory;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.fs.OwnerNames;
import dev.holdfast.client.fs.Refusal;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.Owner;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.StructureSource;
import dev.holdfast.engine.repository.ChunkReader;
import dev.holdfast.engine.work.WorkPool;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What all tasks of one restore share.
 *
 * @param pool where tasks go; each worker has a reader of its own
 * @param links files with several names
 * @param target opens a directory by its path below the target, following no symbolic link
 */
record RestoreRun(
        WorkPool<ChunkReader> pool,
        RestoreRequest.TargetRules rules,
        StructureSource structures,
        MetadataService metadata,
        LinkTable links,
        OwnerNames owners,
        RestoreCounters counters,
        RestoreListener listener,
        Function<RawPath, Directory> target) {

    boolean writes() {
        return rules.effect() == RestoreRequest.Effect.WRITE;
    }

    /** Opens a directory that was restored, by its path below the target. */
    Directory openBelowTarget(RawPath path) {
        return target.apply(path);
    }

    void failed(RawPath path, Throwable cause) {
        failed(path, String.valueOf(cause.getMessage()));
    }

    void failed(RawPath path, String cause) {
        counters.failed.increment();
        listener.failed(path, cause);
    }

    /** Tells what could not be set: for lack of privilege or support a warning, because of the disk a failure of the restore. */
    void refused(RawPath path, List<Refusal> refusals) {
        for (Refusal refusal : refusals) {
            if (isOfTheDisk(refusal)) {
                failed(path, refusal.message());
            } else {
                counters.warnings.increment();
                listener.warning(path, refusal.message());
            }
        }
    }

    private static boolean isOfTheDisk(Refusal refusal) {
        // ext4 calls an attribute that is too long for it a full disk; the file is worth having without.
        boolean tooLong = refusal.kind() == AttributeKind.EXTENDED && refusal.reason() == FsException.Reason.NO_SPACE;
        return switch (refusal.reason()) {
            case IO, NO_SPACE, READ_ONLY -> !tooLong;
            case NOT_FOUND, EXISTS, DENIED, NOT_A_DIRECTORY, IS_A_DIRECTORY, SYMBOLIC_LINK, NOT_EMPTY, TOO_MANY_OPEN_FILES, NAME_TOO_LONG,
                    UNSUPPORTED -> false;
        };
    }

    /** Which attributes are set. */
    Set<AttributeKind> kinds() {
        Set<AttributeKind> kinds = EnumSet.of(AttributeKind.MODE, AttributeKind.EXTENDED, AttributeKind.TIMES);
        if (rules.owners() != RestoreRequest.Owners.IGNORE) {
            kinds.add(AttributeKind.OWNER);
        }
        if (rules.privileged() == RestoreRequest.Privileged.RESTORE) {
            kinds.add(AttributeKind.PRIVILEGED_MODE);
        }
        return kinds;
    }

    /** The attributes as they are to be set here: with the owner that the rules ask for. */
    Attributes attributes(Attributes stored) {
        if (rules.owners() != RestoreRequest.Owners.BY_NAME) {
            return stored;
        }
        Owner owner = stored.owner();
        Owner here = new Owner(
                owner.user().isEmpty() ? owner.uid() : owners.uid(owner.user()).orElse(owner.uid()),
                owner.group().isEmpty() ? owner.gid() : owners.gid(owner.group()).orElse(owner.gid()),
                owner.user(),
                owner.group());
        return new Attributes(
                stored.mode(), here, stored.modified(), stored.changed(), stored.inode(), stored.extended());
    }
}
