package dev.holdfast.client.backup;

import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.fs.OwnerNames;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.DirectoryWriter;
import dev.holdfast.core.tree.ExtendedAttribute;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Owner;
import dev.holdfast.core.tree.StructureSource;
import dev.holdfast.engine.work.Task;
import dev.holdfast.engine.work.WorkPool;
import java.util.List;

/**
 * What all tasks of one backup share.
 *
 * @param pool where tasks go
 * @param parentTrees reads the parent snapshot's directories; refuses what is known to be damaged
 */
record BackupRun(
        WorkPool<Worker> pool,
        ScanRules rules,
        Comparison comparison,
        StructureSource parentTrees,
        HardLinks hardLinks,
        OwnerNames owners,
        BackupCounters counters,
        BackupListener listener) {

    void submit(List<? extends Task<Worker>> tasks) {
        pool.submit(tasks);
    }

    /** Reports an entry that the snapshot will lack or have only in part. */
    void unreadable(SourcePath path, String cause) {
        counters.unreadable.increment();
        listener.unreadable(path.toRawPath(), cause);
    }

    void unreadable(SourcePath path, FsException failure) {
        unreadable(path, failure.reason() == FsException.Reason.NOT_FOUND
                ? "it vanished while the backup ran"
                : String.valueOf(failure.getMessage()));
    }

    /** Whether the repository's format can hold a node. One that it cannot is reported and counts no longer as taken. */
    boolean isStorable(SourcePath path, Node node) {
        try {
            DirectoryWriter.requireStorable(node);
            return true;
        } catch (HoldfastException e) {
            counters.untake(node);
            unreadable(path, "it cannot be stored: " + e.getMessage());
            return false;
        }
    }

    Owner owner(FileStat stat) {
        return new Owner(stat.uid(), stat.gid(), owners.user(stat.uid()), owners.group(stat.gid()));
    }

    Attributes attributes(FileStat stat, List<ExtendedAttribute> extended) {
        return new Attributes(stat.mode(), owner(stat), stat.modified(), stat.changed(), stat.inode(), extended);
    }
}
