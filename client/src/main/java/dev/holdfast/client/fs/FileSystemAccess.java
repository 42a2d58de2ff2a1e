package dev.holdfast.client.fs;

import dev.holdfast.core.tree.RawPath;
import java.util.List;

/** A way to reach file systems. All failures are {@link FsException}s. */
public interface FileSystemAccess {
    /** Opens a directory by its path, following symbolic links. */
    Directory open(RawPath path);

    /** Opens a directory by its path for reaching what is in it, following symbolic links. It needs no permission to be listed, and may not be. */
    Directory openPlace(RawPath path);

    /** States the node at the path; follows symbolic links in all but the last component. */
    FileStat stat(RawPath path);

    /** Names of the users and groups of this machine. */
    OwnerNames owners();

    /** What this access cannot carry, a sentence each, for {@code holdfast doctor} and the documents; empty on Linux. */
    List<String> limitations();
}
