package dev.holdfast.client.backup;

import dev.holdfast.core.tree.Inode;
import dev.holdfast.core.tree.Node;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Files with several names that were read already, so that each is read once. Remembers a bounded number; beyond it a file is read
 * again for each name, which costs time and no space. Thread-safe.
 */
final class HardLinks {
    private static final int MAX_REMEMBERED = 1 << 17;

    private final Map<Key, Remembered> files = new ConcurrentHashMap<>();

    private record Key(long device, long inode) {}

    private record Remembered(Node.File file, long namesLeft) {}

    /** The file read under another name, if it is known. */
    Node.@Nullable File find(Inode inode) {
        Remembered known = inode.links() > 1
                ? files.computeIfPresent(key(inode), (key, value) -> new Remembered(value.file, value.namesLeft - 1))
                : null;
        if (known != null && known.namesLeft <= 0) {
            files.remove(key(inode));
        }
        return known == null ? null : known.file;
    }

    void remember(Node.File file) {
        Inode inode = file.attributes().inode();
        if (inode.links() > 1 && files.size() < MAX_REMEMBERED) {
            files.putIfAbsent(key(inode), new Remembered(file, inode.links() - 1));
        }
    }

    private static Key key(Inode inode) {
        return new Key(inode.device(), inode.number());
    }
}
