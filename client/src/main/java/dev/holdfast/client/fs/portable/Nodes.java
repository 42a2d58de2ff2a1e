package dev.holdfast.client.fs.portable;

import dev.holdfast.client.fs.FileStat;
import dev.holdfast.core.tree.Inode;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.Timestamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** States nodes by their paths, from the richest view that the system has. */
final class Nodes {
    private static final String UNIX = "unix:mode,ino,dev,rdev,nlink,uid,gid,ctime,size,lastModifiedTime";
    private static final int TYPE_MASK = 0170000;
    private static final int UNKNOWN_MODE_DIRECTORY = 0755;
    private static final int UNKNOWN_MODE = 0644;

    private Nodes() {}

    static boolean isUnix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /** The node itself, never what a link leads to. */
    static FileStat stat(Path path) throws IOException {
        return isUnix(path) ? unix(path) : basic(path);
    }

    private static FileStat unix(Path path) throws IOException {
        Map<String, Object> values = Files.readAttributes(path, UNIX, LinkOption.NOFOLLOW_LINKS);
        int mode = (int) number(values, "mode");
        NodeType type = type(mode);
        boolean isDevice = type == NodeType.CHARACTER_DEVICE || type == NodeType.BLOCK_DEVICE;
        long size = number(values, "size");
        return new FileStat(
                type,
                mode & 07777,
                number(values, "uid") & 0xffff_ffffL,
                number(values, "gid") & 0xffff_ffffL,
                size,
                size,
                isDevice ? number(values, "rdev") : 0,
                new Inode(number(values, "dev"), number(values, "ino"), number(values, "nlink")),
                time(values, "lastModifiedTime"),
                time(values, "ctime"));
    }

    private static FileStat basic(Path path) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        NodeType type = found.isDirectory()
                ? NodeType.DIRECTORY
                : found.isSymbolicLink() ? NodeType.SYMLINK : found.isRegularFile() ? NodeType.FILE : NodeType.SOCKET;
        int mode = found.isDirectory() ? UNKNOWN_MODE_DIRECTORY : UNKNOWN_MODE;
        Timestamp modified = timestamp(found.lastModifiedTime());
        var inode = new Inode(0, 0, 1);
        return new FileStat(type, mode, 0, 0, found.size(), found.size(), 0, inode, modified, modified);
    }

    private static long number(Map<String, Object> values, String name) {
        return ((Number) Objects.requireNonNull(values.get(name))).longValue();
    }

    private static Timestamp time(Map<String, Object> values, String name) {
        return timestamp((FileTime) Objects.requireNonNull(values.get(name)));
    }

    private static Timestamp timestamp(FileTime time) {
        Instant instant = time.toInstant();
        return new Timestamp(instant.getEpochSecond(), instant.getNano());
    }

    private static NodeType type(int mode) {
        return switch (mode & TYPE_MASK) {
            case 0100000 -> NodeType.FILE;
            case 0040000 -> NodeType.DIRECTORY;
            case 0120000 -> NodeType.SYMLINK;
            case 0010000 -> NodeType.FIFO;
            case 0140000 -> NodeType.SOCKET;
            case 0020000 -> NodeType.CHARACTER_DEVICE;
            case 0060000 -> NodeType.BLOCK_DEVICE;
            default -> throw Failures.unsupported("stat", "a node of unknown type");
        };
    }
}
