package dev.holdfast.client.fs;

import dev.holdfast.core.tree.Inode;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.Timestamp;

/**
 * What the file system says of a node without opening it.
 *
 * @param mode permission bits with setuid, setgid and sticky (07777)
 * @param size length in bytes; of a symlink the length of its target
 * @param allocatedBytes space taken, to tell sparse files
 * @param deviceNumber of a device node itself, else 0
 */
public record FileStat(
        NodeType type,
        int mode,
        long uid,
        long gid,
        long size,
        long allocatedBytes,
        long deviceNumber,
        Inode inode,
        Timestamp modified,
        Timestamp changed) {}
