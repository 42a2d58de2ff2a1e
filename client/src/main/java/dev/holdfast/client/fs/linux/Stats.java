package dev.holdfast.client.fs.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.fs.FsException.Reason;
import dev.holdfast.core.tree.Inode;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.Timestamp;
import java.lang.foreign.MemorySegment;

/** Reads the kernel's statx records. */
final class Stats {
    private static final int LINKS = 16;
    private static final int UID = 20;
    private static final int GID = 24;
    private static final int MODE = 28;
    private static final int INODE = 32;
    private static final int SIZE = 40;
    private static final int BLOCKS = 48;
    private static final int CHANGED = 96;
    private static final int MODIFIED = 112;
    private static final int OWN_DEVICE = 128;
    private static final int DEVICE = 136;
    private static final int BLOCK_BYTES = 512;

    private Stats() {}

    /** The node itself that an open descriptor, of whichever kind, stands for. */
    static FileStat ofDescriptor(Scratch scratch, int descriptor) {
        Errno.check("statx", FileCalls.statx(scratch, descriptor, scratch.empty, Flags.AT_EMPTY_PATH));
        return decode(scratch.statx);
    }

    /** The node at a path; of a symbolic link the link itself. */
    static FileStat ofPath(Scratch scratch, int directory, MemorySegment path) {
        int flags = Flags.AT_SYMLINK_NO_FOLLOW | Flags.AT_NO_AUTOMOUNT;
        Errno.check("statx", FileCalls.statx(scratch, directory, path, flags));
        return decode(scratch.statx);
    }

    private static FileStat decode(MemorySegment record) {
        int mode = record.get(JAVA_SHORT, MODE) & 0xffff;
        NodeType type = type(mode);
        boolean isDevice = type == NodeType.CHARACTER_DEVICE || type == NodeType.BLOCK_DEVICE;
        return new FileStat(
                type,
                mode & 07777,
                Integer.toUnsignedLong(record.get(JAVA_INT, UID)),
                Integer.toUnsignedLong(record.get(JAVA_INT, GID)),
                record.get(JAVA_LONG, SIZE),
                record.get(JAVA_LONG, BLOCKS) * BLOCK_BYTES,
                isDevice ? device(record, OWN_DEVICE) : 0,
                new Inode(
                        device(record, DEVICE),
                        record.get(JAVA_LONG, INODE),
                        Integer.toUnsignedLong(record.get(JAVA_INT, LINKS))),
                time(record, MODIFIED),
                time(record, CHANGED));
    }

    private static Timestamp time(MemorySegment record, int offset) {
        return new Timestamp(record.get(JAVA_LONG, offset), record.get(JAVA_INT, offset + 8));
    }

    /** Joins major and minor number as the C library's dev_t does. */
    private static long device(MemorySegment record, int offset) {
        long major = Integer.toUnsignedLong(record.get(JAVA_INT, offset));
        long minor = Integer.toUnsignedLong(record.get(JAVA_INT, offset + 4));
        return (minor & 0xff) | (major & 0xfff) << 8 | (minor & ~0xffL) << 12 | (major & ~0xfffL) << 32;
    }

    private static NodeType type(int mode) {
        return switch (mode & Flags.TYPE_MASK) {
            case Flags.TYPE_FILE -> NodeType.FILE;
            case Flags.TYPE_DIRECTORY -> NodeType.DIRECTORY;
            case Flags.TYPE_SYMLINK -> NodeType.SYMLINK;
            case Flags.TYPE_FIFO -> NodeType.FIFO;
            case Flags.TYPE_SOCKET -> NodeType.SOCKET;
            case Flags.TYPE_CHARACTER_DEVICE -> NodeType.CHARACTER_DEVICE;
            case Flags.TYPE_BLOCK_DEVICE -> NodeType.BLOCK_DEVICE;
            default -> throw new FsException(Reason.UNSUPPORTED, "statx: a node of unknown type", null);
        };
    }
}
