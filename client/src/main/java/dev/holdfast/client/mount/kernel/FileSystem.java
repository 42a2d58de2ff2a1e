package dev.holdfast.client.mount.kernel;

import java.util.List;
import java.util.Optional;

/**
 * What is served: a tree of nodes, each known by a number that the file system chooses. Called by several threads at once. Every method
 * may refuse with an {@link ErrnoException}; a {@link dev.holdfast.core.error.HoldfastException} becomes an input/output error.
 */
public interface FileSystem {
    /** The number of the topmost directory, given by the protocol. */
    long ROOT = 1;

    /** Looks a name up in a directory; the kernel holds one more reference to the node that is found. */
    Entry lookup(long directory, byte[] name);

    /** The kernel gives references to a node back. */
    void forget(long node, long references);

    /** A node's attributes. */
    Entry attributes(long node);

    /** Where a symbolic link leads. */
    byte[] target(long link);

    /** Adds content of a file from {@code offset} on, at most {@code length} bytes, fewer only at its end. */
    void read(long file, long offset, int length, Reply reply);

    /** The first offset at or after {@code offset} that lies in what is sought, if there is one. */
    Optional<Long> seek(long file, long offset, Sought sought);

    /** Adds entries from {@code position} on until there is no more room; {@code position} is 0 or what an entry named as its next. */
    void list(long directory, long position, Listing listing);

    /** Whether the entries of a directory can never change. */
    boolean isImmutable(long directory);

    /** Extended attributes. */
    List<Extended> extended(long node);

    /** What the whole holds. */
    Totals totals();

    /** What {@link #seek} looks for. */
    enum Sought {
        DATA,
        HOLE
    }

    /** One extended attribute; neither array may be changed. */
    record Extended(byte[] name, byte[] value) {}

    /** Content in bytes and number of nodes. */
    record Totals(long bytes, long nodes) {}
}
