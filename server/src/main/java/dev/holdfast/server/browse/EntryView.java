package dev.holdfast.server.browse;

import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a directory as the API shows it.
 *
 * @param name for people; bytes that are no UTF-8 are replaced
 * @param nameBase64 the name's exact bytes
 * @param pathBase64 the exact bytes of the whole path
 * @param kind file, directory, symlink, fifo, socket, character or block
 * @param size bytes of a file, length of the target of a symlink, otherwise 0
 * @param modified brought into the years 0 to 9999, which is what RFC 3339 can say
 * @param mode the twelve permission bits
 * @param target where a symlink leads, for people
 */
public record EntryView(
        String name,
        String nameBase64,
        String pathBase64,
        String kind,
        long size,
        Instant modified,
        int mode,
        long uid,
        long gid,
        String user,
        String group,
        @Nullable String target,
        long links,
        long inode) {
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    static EntryView of(RawPath path, Node node) {
        Attributes attributes = node.attributes();
        return new EntryView(
                node.name().toString(),
                Base64Text.of(node.name().bytes()),
                Base64Text.of(path.bytes()),
                kind(node.type()),
                size(node),
                time(attributes.modified()),
                attributes.mode(),
                attributes.owner().uid(),
                attributes.owner().gid(),
                attributes.owner().user(),
                attributes.owner().group(),
                node instanceof Node.Symlink link ? new String(link.target(), StandardCharsets.UTF_8) : null,
                attributes.inode().links(),
                attributes.inode().number());
    }

    static @Nullable EntryView ofNullable(RawPath path, @Nullable Node node) {
        return node == null ? null : of(path, node);
    }

    static long size(Node node) {
        return switch (node) {
            case Node.File file -> file.size();
            case Node.Symlink link -> link.target().length;
            case Node.Directory directory -> 0;
            case Node.Special special -> 0;
        };
    }

    private static String kind(NodeType type) {
        return switch (type) {
            case FILE -> "file";
            case DIRECTORY -> "directory";
            case SYMLINK -> "symlink";
            case FIFO -> "fifo";
            case SOCKET -> "socket";
            case CHARACTER_DEVICE -> "character";
            case BLOCK_DEVICE -> "block";
        };
    }

    /** A moment that RFC 3339 can write. */
    static Instant time(Timestamp time) {
        Instant instant = time.toInstant();
        return instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
    }
}
